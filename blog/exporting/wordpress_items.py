"""A picture and a comment as WordPress's export has them."""

from html import escape

from django.conf import settings

from ..importing import own_meta
from ..models import Picture
from .front_matter import stamp
from .names import Names
from .wordpress_xml import as_html, elements, fit, group, local_and_gmt, meta

STATES = {"approved": "1", "pending": "0", "spam": "spam", "trash": "trash"}


def attachment(picture: Picture, offset: int, names: Names) -> str:
    address = settings.SITE_URL + picture.file.url
    name = picture.file.name.rpartition("/")[2]
    facts = {
        "title": as_html(name),
        "link": address,
        "dc:creator": names.people.get(picture.uploaded_by_id, ""),
        "content:encoded": "",
        "excerpt:encoded": as_html(picture.caption),
        "wp:post_id": offset + picture.pk,
        **local_and_gmt("wp:post_date", picture.created_at),
        "wp:comment_status": "closed",
        "wp:ping_status": "closed",
        "wp:post_name": name.rpartition(".")[0],
        "wp:status": "inherit",
        "wp:post_parent": 0,
        "wp:menu_order": 0,
        "wp:post_type": "attachment",
        "wp:post_password": "",
        "wp:is_sticky": 0,
        "wp:attachment_url": address,
    }
    said = {"_wp_attached_file": picture.file.name, "_wp_attachment_image_alt": picture.alt}
    said |= own_meta.prefixed({"sha256": picture.sha256, "credit": picture.credit})
    return group("item", [elements(facts), guid(address), meta("postmeta", said)])


def comment(said: dict) -> str:
    state, html = STATES[said["state"]], fit(said["html"])
    facts = {
        "wp:comment_id": said["id"],
        "wp:comment_author": as_html(said["name"]),
        "wp:comment_author_email": "",
        "wp:comment_author_url": said["website"],
        "wp:comment_author_IP": "",
        **local_and_gmt("wp:comment_date", said["date"]),
        "wp:comment_content": html,
        "wp:comment_approved": state,
        "wp:comment_type": "comment",
        "wp:comment_parent": said["parent"] or 0,
        "wp:comment_user_id": 0,
    }
    own = {
        "markdown": said["markdown"],
        "date": stamp(said["date"]),
        "edited": stamp(said["edited"]),
        "seal": own_meta.seal(state, html),
    }
    return group("wp:comment", [elements(facts), meta("commentmeta", own_meta.prefixed(own))])


def guid(text: str) -> str:
    return f'<guid isPermaLink="false">{escape(fit(text))}</guid>\n'
