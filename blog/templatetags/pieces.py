import json

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from config.models import SiteSettings
from config.site import absolute

register = template.Library()

# As Django's json_script does it: no `<`, `>` or `&` can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(post, canonical: str):
    """The piece as schema.org/BlogPosting; a data block, so the policy against inline scripts does not meet it."""
    facts = {
        "@context": "https://schema.org",
        "@type": "WebPage" if post.is_page else "BlogPosting",
        "headline": post.headline[:110],
        "description": post.standfirst[:300],
        "url": canonical,
        "mainEntityOfPage": canonical,
        "inLanguage": post.lang,
        "author": {"@type": "Person", "name": post.author.name, "url": absolute(post.author.get_absolute_url())},
        "publisher": {"@type": "Organization", "name": SiteSettings.load().title, "url": settings.SITE_URL},
        "dateModified": post.updated_at.isoformat(),
        "wordCount": post.word_count,
    }
    if post.published_at:
        facts["datePublished"] = post.published_at.isoformat()
    if post.cover:
        facts["image"] = absolute(post.cover.file.url)
    return _data_block(facts)


@register.simple_tag
def json_ld_list(title: str, description: str, canonical: str):
    """A list of pieces as schema.org/CollectionPage."""
    facts = {"@context": "https://schema.org", "@type": "CollectionPage", "inLanguage": settings.LANGUAGE_CODE}
    return _data_block(facts | {"name": title, "description": description, "url": canonical})


@register.simple_tag
def json_ld_site():
    """The site as schema.org/WebSite, with the way to search it."""
    address = absolute(reverse("blog:search")) + "?q={search_term_string}"
    action = {"@type": "SearchAction", "target": address, "query-input": "required name=search_term_string"}
    facts = {"@context": "https://schema.org", "@type": "WebSite", "name": SiteSettings.load().title}
    return _data_block(facts | {"url": settings.SITE_URL, "potentialAction": action})


def _data_block(facts: dict):
    text = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
