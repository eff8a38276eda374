"""Markdown in, safe HTML out: no models, no request, no settings. docs/markdown.md says what can be written."""

from .comment import MAX_COMMENT_BYTES, render_comment
from .embeds import DEFAULT_EMBED_HOSTS, frame_sources
from .headings import Heading
from .pictures import Picture, none_is_gone
from .post import MAX_POST_BYTES, Rendered, render_post
from .source import TooLong

__all__ = [
    "DEFAULT_EMBED_HOSTS",
    "MAX_COMMENT_BYTES",
    "MAX_POST_BYTES",
    "Heading",
    "Picture",
    "Rendered",
    "TooLong",
    "frame_sources",
    "none_is_gone",
    "render_comment",
    "render_post",
]
