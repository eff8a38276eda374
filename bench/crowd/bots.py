"""Twelve kinds of bots, each as clever as its kind is. Each yields what became of its comments."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from . import headless
from .forging import stamp_of_age
from .town import Town
from .visitor import OLD, Sent
from .wares import PITCHES, all_of, harmless, network, pitch, spin, who

SCRIPT = {"User-Agent": "python-requests/2.31"}
AT_ONCE = 12
BURST_THREADS = 8
PAUSE = 16  # seconds: a patient bot keeps the pause that the rules ask for
BUYER = "buyer@mailbox.example"
SHOP = "https://shop.example/"


def naive(town: Town) -> Iterator[Sent]:
    """Fills whatever is called a field and has never seen the page."""
    bot = town.visitor(network(1), SCRIPT)
    for number in range(30):
        typed = who(number) | {"url": SHOP, "subject": "Hello", "comment": pitch("crude", number)}
        yield bot.send(town.posts[number], {"comment_parent": "0"}, **typed)


def replayer(town: Town) -> Iterator[Sent]:
    """Has one good form, recorded from a person, and sends it again: there, elsewhere, from other networks."""
    person = town.visitor(network(100))
    recorded = person.open(town.posts[0])
    person.touch(town.posts[0], recorded)
    time.sleep(4)
    recorded |= who(100) | {"comment": pitch("flattering", 0)}
    yield person.send(town.posts[0], recorded)
    for number in range(1, 40):
        bot = town.visitor(network(100 + number))
        fresh = {"comment": pitch("flattering", number)} if number % 2 else {}
        yield bot.send(town.posts[number % 4], recorded, **(who(100 + number) if number % 4 else {}), **fresh)


def without_script(town: Town) -> Iterator[Sent]:
    """Reads the form like an old browser and leaves the trap alone."""
    for number in range(30):
        bot = town.visitor(network(200 + number // 3), OLD)
        yield bot.send(town.posts[number], bot.open(town.posts[number]), **(who(200 + number) | all_of(number)))


def many_networks(town: Town) -> Iterator[Sent]:
    """Rents a hundred networks, takes its time, fetches each stamp."""
    return side_by_side(lambda number: guest(town, 300 + number, **all_of(number)), 100)


def slow_and_human(town: Town) -> Iterator[Sent]:
    """Types for some seconds and says what a reader would say; its wares are behind the name."""
    way = lambda number: guest(town, 500 + number, seconds=5 + number % 4, **harmless(number))  # noqa: E731
    return side_by_side(way, 20)


def spinner(town: Town) -> Iterator[Sent]:
    """One pitch in ever new words, under every post."""
    return side_by_side(lambda number: guest(town, 600 + number, comment=spin(PITCHES["spun"], number)), 30)


def foot_in_the_door(town: Town) -> Iterator[Sent]:
    """
    Members of long standing who were for sale, and a new guest who earns a moderator's yes twice; then they pitch.
    Only the pitches are counted.
    """
    with ThreadPoolExecutor() as threads:
        guest_of_two = threads.submit(lambda: list(_warm_guest(town)))
        for pitches in threads.map(lambda number: list(_sleeper(town, number)), range(4)):
            yield from pitches
        yield from guest_of_two.result()


def _sleeper(town: Town, number: int) -> Iterator[Sent]:
    member = town.member(f"sleeper{number}", network(700 + number))
    wares = [pitch("bought", number), pitch("bought", number + 4), f"{pitch('harmless', number)} {SHOP}"]
    for at, text in enumerate(wares):
        yield member.write(town.posts[5 + number * 3 + at], seconds=PAUSE, comment=text)


def _warm_guest(town: Town) -> Iterator[Sent]:
    bot = town.visitor(network(710))
    for number in range(2):
        town.approve(bot.write(town.posts[number], seconds=PAUSE, **who(710), comment=pitch("harmless", number)))
    for number in range(2):
        yield bot.write(town.posts[number], seconds=PAUSE, **who(710), comment=pitch("bought", number + 2))


def impersonator(town: Town) -> Iterator[Sent]:
    """Types what others are known by: the author's name, a moderator's, a trusted member's address and name."""
    masks = [
        ("Wren Abernathy", "wren@example.org"), ("Wren Abernathy", "wren@elsewhere.example"),
        ("wren  abernathy", "w@elsewhere.example"), ("Wrеn Abernathу", "w2@elsewhere.example"),
        ("Wren\u200bAbernathy", "w3@elsewhere.example"), ("Wren Abernathy (author)", "w4@elsewhere.example"),
        ("Mona", "mona@example.org"), ("M0na", "m@elsewhere.example"), ("Moderator", "m2@elsewhere.example"),
        ("Admin", "admin@example.org"), ("Tess Okafor", "tess@example.org"), ("Tess Okafor", "TESS@EXAMPLE.ORG"),
        ("Tess Okafor", "tess@elsewhere.example"), ("Somebody", "tess@example.org"),
        ("Nadia Berg", "nadia@example.org"), ("Nadia Berg", "nadia@example.org"),
    ]  # fmt: skip

    def one(number):
        name, email = masks[number]
        # Every other one has an address of its own that has answered a letter, and sends the proof of that.
        proof = {"proof": town.proofs[BUYER]} if number % 2 else {}
        return guest(town, 720 + number, author=name, email=email, comment=pitch("harmless", number), url=SHOP, **proof)

    return side_by_side(one, len(masks))


def link_in_an_edit(town: Town) -> Iterator[Sent]:
    """Says something harmless, and changes it once it is there: a guest, one approved meanwhile, members with trust."""
    bot = town.visitor(network(740))
    first = bot.write(town.posts[0], **who(740), comment=pitch("harmless", 0))
    yield bot.edit(first, f"{pitch('harmless', 0)} [More of it]({SHOP})")
    bot = town.visitor(network(741))
    second = bot.write(town.posts[1], **who(741), comment=pitch("harmless", 1))
    town.approve(second)
    yield bot.edit(second, f"{pitch('harmless', 1)} [More of it]({SHOP})")
    for number, more in enumerate([f" [More of it]({SHOP})", " See example.com", f"\n\n{PITCHES['stories'][0]}", ""]):
        member = town.member(f"seller{number}", network(742 + number))
        sent = member.write(town.posts[2 + number], comment=pitch("harmless", 2 + number))
        yield member.edit(sent, pitch("harmless", 2 + number) + more if more else PITCHES["stories"][1])


def old_form(town: Town) -> Iterator[Sent]:
    """Kept the page for days, or made up a stamp: too old, of tomorrow, of another post, forged; a session gone by."""
    first = town.visitor(network(760)).open(town.posts[0])
    for number in range(30):
        post = town.posts[number]
        odd = [
            {"stamp": stamp_of_age(post, 2 * 24 * 3600)},
            {"stamp": stamp_of_age(post, -3600)},
            {"stamp": stamp_of_age(town.posts[number - 1], 60)},
            {"stamp": "eyJub3QiOiJvdXJzIn0:made-up"},
            {"csrfmiddlewaretoken": "a" * 64},
        ][number % 5]
        bot = town.visitor(network(760 + number))
        if "csrfmiddlewaretoken" in odd:
            bot.cookies = {"sessionid": "gone-by", "csrftoken": "b" * 32}
        yield bot.send(post, first | odd, **(who(760 + number) | all_of(number)))


def burst(town: Town, count: int) -> Iterator[Sent]:
    """A thousand in one go, with good stamps, from four hundred networks."""
    forms = []
    for post in town.posts:
        form = {"comment_parent": "0"}
        town.visitor(network(800)).touch(post, form)
        forms.append(form)
    time.sleep(4)

    def some(thread):
        for number in range(thread, count, BURST_THREADS):
            bot = town.visitor(network(1000 + number % 400))
            words = f"{all_of(number)['comment']} ({number})"
            yield bot.send(town.posts[number % 30], forms[number % 30], **who(2000 + number), comment=words)

    with ThreadPoolExecutor(BURST_THREADS) as threads:
        for sent in threads.map(lambda thread: list(some(thread)), range(BURST_THREADS)):
            yield from sent


KINDS = {
    "naive poster": naive,
    "replayer": replayer,
    "headless browser": headless.bot,
    "slow, human-like": slow_and_human,
    "without script": without_script,
    "many networks": many_networks,
    "spinner of one pitch": spinner,
    "foot in the door": foot_in_the_door,
    "impersonator": impersonator,
    "link in an edit": link_in_an_edit,
    "old form": old_form,
    "burst": burst,
}


def guest(town: Town, number: int, *, seconds=3.4, **typed) -> Sent:
    """As a person with script would: the page, the stamp, some seconds, the button."""
    return town.visitor(network(number)).write(town.posts[number % 30], seconds=seconds, **(who(number) | typed))


def side_by_side(way, count: int) -> Iterator[Sent]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield from threads.map(way, range(count))
