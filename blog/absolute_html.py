"""Where a text leaves the site (feeds, mail), its own addresses must be whole."""

import re

from django.conf import settings

# Our own renderer writes attributes in double quotes; what it could not say it has removed.
LOCAL = re.compile(r'(\s(?:href|src)=")(/(?!/))')
FRAGMENT = re.compile(r'(\shref=")#')
SRCSET = re.compile(r'(\ssrcset=")([^"]*)(")')


def with_absolute_links(html: str, page: str = "") -> str:
    """`html` of blog.markdown with every address of this site made absolute; `page` is where fragments lead."""
    html = LOCAL.sub(rf"\g<1>{settings.SITE_URL}\g<2>", html)
    html = SRCSET.sub(lambda match: match[1] + _whole_srcset(match[2]) + match[3], html)
    return FRAGMENT.sub(rf"\g<1>{page}#", html) if page else html


def _whole_srcset(srcset: str) -> str:
    sources = (source.strip() for source in srcset.split(","))
    return ", ".join(settings.SITE_URL + source if source.startswith("/") else source for source in sources)
