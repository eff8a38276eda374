"""WordPress exports, valid by default; a test names only what it is about."""

from html import escape
from io import StringIO
from itertools import count

from django.core.management import call_command

numbers = count(100)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n<title>Old blog</title>\n'
    "<link>https://old.example.org</link>\n<wp:wxr_version>1.2</wp:wxr_version>\n"
    "<wp:base_site_url>https://old.example.org</wp:base_site_url>\n"
    "<wp:base_blog_url>https://old.example.org</wp:base_blog_url>\n"
)
TAIL = "</channel>\n</rss>\n"


def cdata(text) -> str:
    return "<![CDATA[" + str(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def export(*parts: str) -> str:
    return HEAD + "".join(parts) + TAIL


def author(login="ada", email="ada@example.org", name="Ada") -> str:
    fields = {"author_login": login, "author_email": email, "author_display_name": name}
    return f"<wp:author>{_fields(fields)}</wp:author>\n"


def category(slug, name=None, parent="") -> str:
    fields = {"category_nicename": slug, "category_parent": parent, "cat_name": name or slug.title()}
    return f"<wp:category>{_fields(fields)}</wp:category>\n"


def tag(slug, name=None) -> str:
    return f"<wp:tag>{_fields({'tag_slug': slug, 'tag_name': name or slug.title()})}</wp:tag>\n"


def item(title="A post", content="Some words.", *, more="", **fields) -> str:
    """`more` is put in as it is: comments, terms, meta."""
    number = fields.pop("id", None) or next(numbers)
    slug = fields.pop("slug", f"post-{number}")
    link = fields.pop("link", f"https://old.example.org/2012/03/04/{slug}/")
    guid = fields.pop("guid", f"https://old.example.org/?p={number}")
    creator, excerpt = fields.pop("creator", "ada"), fields.pop("excerpt", "")
    values = {
        "post_id": number, "post_date": "2012-03-04 10:00:00", "post_date_gmt": "2012-03-04 10:00:00",
        "comment_status": "open", "post_name": slug, "status": "publish", "post_parent": 0, "menu_order": 0,
        "post_type": "post", "post_password": "", "is_sticky": 0, **fields,
    }  # fmt: skip
    return (
        f"<item><title>{cdata(title)}</title><link>{escape(link)}</link><dc:creator>{cdata(creator)}</dc:creator>"
        f'<guid isPermaLink="false">{escape(guid)}</guid><content:encoded>{cdata(content)}</content:encoded>'
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>{_fields(values)}{more}</item>\n"
    )


def page(title="A page", content="Some words.", **fields) -> str:
    slug = fields.get("slug", "a-page")
    return item(title, content, **{"post_type": "page", "link": f"https://old.example.org/{slug}/", **fields})


def attachment(name="2012/03/wave.jpg", **fields) -> str:
    """A file of the library; `more` for its alternative text."""
    address = f"https://old.example.org/wp-content/uploads/{name}"
    values = {"post_type": "attachment", "status": "inherit", "attachment_url": address, "content": "", **fields}
    return item(values.pop("title", "Wave"), values.pop("content"), **values)


def comment(content="Well said.", **fields) -> str:
    values = {
        "comment_id": next(numbers), "comment_author": "Ines", "comment_author_email": "ines@example.org",
        "comment_author_url": "", "comment_author_IP": "203.0.113.9", "comment_date": "2012-03-05 11:00:00",
        "comment_date_gmt": "2012-03-05 11:00:00", "comment_content": content, "comment_approved": "1",
        "comment_type": "", "comment_parent": 0,
    }  # fmt: skip
    values |= {f"comment_{name}": value for name, value in fields.items()}
    return f"<wp:comment>{_fields(values)}</wp:comment>"


def term(domain, slug, name) -> str:
    return f'<category domain="{domain}" nicename="{slug}">{cdata(name)}</category>'


def meta(key, value) -> str:
    return f"<wp:postmeta>{_fields({'meta_key': key, 'meta_value': value})}</wp:postmeta>"


def run(tmp_path, text, name="export.xml", more_files=(), **options) -> str:
    """Import this text by the command; returns what it printed."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = StringIO()
    call_command("import_wordpress", str(path), *map(str, more_files), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def counts(printed: str, kind: str) -> tuple[int, ...]:
    """In file, created, updated, skipped, failed."""
    line = next(line for line in printed.splitlines() if line.split()[:1] == [kind] and line.split()[-1].isdigit())
    return tuple(int(number) for number in line.split()[1:])


def _fields(values: dict) -> str:
    return "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in values.items())
