"""What lies in a booklet, as its address says it: `with=12.15.c345` are two posts and a comment, in this order."""

from dataclasses import dataclass

MOST_ITEMS = 100
COMMENT = "c"


@dataclass(frozen=True)
class Item:
    pk: int
    is_comment: bool = False

    def __str__(self):
        return f"{COMMENT if self.is_comment else ''}{self.pk}"


def read(text: str) -> tuple[Item, ...]:
    """Each once; what is no item is passed over."""
    items = (_item(each) for each in text[: MOST_ITEMS * 20].split("."))
    return tuple(dict.fromkeys(item for item in items if item))[:MOST_ITEMS]


def write(items) -> str:
    return ".".join(map(str, items))


Items = tuple[Item, ...]


def nearer_the_beginning(items: Items, item: Item) -> Items:
    return _moved(items, item, -1)


def nearer_the_end(items: Items, item: Item) -> Items:
    return _moved(items, item, 1)


def without(items: Items, item: Item) -> Items:
    return tuple(each for each in items if each != item)


def with_one_more(items: Items, item: Item) -> Items:
    return (*without(items, item), item)[:MOST_ITEMS]


def _moved(items: Items, item: Item, by: int) -> Items:
    if item not in items:
        return items
    place, rest = items.index(item), list(without(items, item))
    rest.insert(max(0, place + by), item)
    return tuple(rest)


def _item(text: str) -> Item | None:
    digits = text.removeprefix(COMMENT)
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
        return None
    return Item(int(digits), is_comment=text.startswith(COMMENT))
