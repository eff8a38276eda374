"""A WordPress export of any size: words, pictures, links between posts, code, threads. The same one every time."""

# ruff: noqa: SIM905 (a long list of words is easier to read in a row than each in quotes)

from pathlib import Path
from random import Random

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old blog</title><link>https://old.example.org</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example.org</wp:base_blog_url>
"""
WORDS = (
    "tide harbour paper kettle margin letter sunrise garden ferry stone winter button thread window river lantern "
    "ladder copper willow signal anchor pebble orchard candle meadow the a of and to in that it was for on with as"
).split()
CODE = "&lt;p class=&quot;note&quot;&gt;Hello &amp;amp; goodbye&lt;/p&gt;"


def write(path: Path, posts: int, comments: int, kilobytes: float) -> None:
    """`kilobytes` is how long one post's text is, about."""
    random = Random(1)
    each, more = divmod(comments, posts)
    with path.open("w") as file:
        file.write(HEAD)
        for login in ("ada", "bo", "cy"):
            file.write(f"<wp:author><wp:author_login>{login}</wp:author_login></wp:author>\n")
        for number in range(1, posts + 1):
            file.write(_post(number, posts, kilobytes, each + (number <= more), random))
        file.write("</channel></rss>\n")


def _post(number: int, posts: int, kilobytes: float, comments: int, random: Random) -> str:
    slug, date = f"post-{number}", f"20{number % 20:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d} 10:00:00"
    text = "\n\n".join(_paragraph(i, posts, random) for i in range(round(kilobytes * 2)))
    terms = "".join(
        f'<category domain="post_tag" nicename="{word}">{word.title()}</category>' for word in random.sample(WORDS, 3)
    )
    said = "".join(
        _comment(number * 100 + i, number * 100 + i - 1 if i % 3 else 0, date, random) for i in range(comments)
    )
    return (
        f"<item><title>Post {number} about {random.choice(WORDS)}</title>"
        f"<link>https://old.example.org/{date[:4]}/{date[5:7]}/{date[8:10]}/{slug}/</link>"
        f"<dc:creator>{random.choice(('ada', 'bo', 'cy'))}</dc:creator>"
        f'<guid isPermaLink="false">https://old.example.org/?p={number}</guid>'
        f"<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date><wp:post_date_gmt>{date}</wp:post_date_gmt>"
        f"<wp:comment_status>open</wp:comment_status><wp:post_name>{slug}</wp:post_name><wp:status>publish</wp:status>"
        f"<wp:post_type>post</wp:post_type>{terms}{said}</item>\n"
    )


def _paragraph(i: int, posts: int, random: Random) -> str:
    words = " ".join(random.choices(WORDS, k=70)).capitalize() + "."
    if i % 8 == 3:
        return f"<h2>{words[:40]}</h2>"
    if i % 8 == 4:
        items = "".join(f"<li>{words[start : start + 60]}</li>" for start in (0, 60, 120))
        return f"<ul>{items}</ul>"
    if i % 8 == 5:
        target = random.randint(1, posts)
        return f'{words} See <a href="https://old.example.org/?p={target}">an earlier <em>post</em></a>.'
    if i % 8 == 6:
        return f"<blockquote><strong>{words[:60]}</strong> {words[60:]}</blockquote>"
    if i % 8 == 7:
        return f"<pre><code>{CODE}\n{words}</code></pre>"
    return words


def _comment(number: int, parent: int, date: str, random: Random) -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Ines</wp:comment_author>"
        f"<wp:comment_author_email>ines@example.org</wp:comment_author_email><wp:comment_date_gmt>{date}</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{' '.join(random.choices(WORDS, k=40))}]]></wp:comment_content>"
        f"<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )
