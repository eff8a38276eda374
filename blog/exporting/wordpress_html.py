"""A text of blog.markdown as WordPress shows it unchanged."""

import re
from urllib.parse import unquote

from django.conf import settings

from ..models import Post
from .offline_html import with_addresses

PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
# A line end before or after one of these is no line break in WordPress; any other is.
BLOCK = (
    r"</?(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|blockquote|p|h[1-6]|hr|"
    r"section|article|aside|header|footer|nav|figure|figcaption|details|summary)\b"
)
LINE_END = re.compile(rf"\n(?!{BLOCK})")


def for_wordpress(post: Post) -> str:
    originals = {copy: each.file.name for each in post.pictures.all() for copy in each.file_names()}

    def absolute(target: str) -> str:
        if not target.startswith("/") or target.startswith("//"):
            return target
        if target.startswith(settings.MEDIA_URL):
            name = unquote(target.removeprefix(settings.MEDIA_URL))
            target = settings.MEDIA_URL + originals.get(name, name)
        return settings.SITE_URL + target

    parts = PRE.split(with_addresses(post.body_html, absolute))
    text = "".join(part if number % 2 else LINE_END.sub(" ", part) for number, part in enumerate(parts))
    # What stands in brackets is no shortcode, whatever plugins there are.
    return text.replace("[", "&#91;")
