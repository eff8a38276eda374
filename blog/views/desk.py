"""What the editor asks for while somebody writes: the preview, and a place for pictures."""

import logging

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import pictures, rendering
from ..models import Picture
from ..reading_time import minutes_for

logger = logging.getLogger("broadsheet.desk")

LONGEST_WORDS = 500


@never_cache
@require_POST
def preview(request):
    if not _may_write(request.user):
        return HttpResponse(_signed_out(), status=403)
    language = request.POST.get("language", "")[:12]
    try:
        rendered = rendering.preview(request.POST.get("content", "").replace("\x00", ""), language, by=request.user)
    except ValidationError as error:
        return HttpResponse(_sentence(" ".join(error.messages)), status=413)
    return HttpResponse(_page(rendered))


@never_cache
@require_POST
def upload(request):
    """
    With `image`: takes a picture in. With `picture`, the id of one that the editor has just shown, and its words: gives
    the Markdown for it. The answers have the shape that django-markdownx's script reads.
    """
    if not (request.user.is_staff and request.user.has_perm("blog.add_picture")):
        return JsonResponse({"error": _("Sign in as somebody who may add pictures.")}, status=403)
    words = {name: _line(request.POST.get(name, "")) for name in ("alt", "caption")}
    try:
        picture = _picture(request, words)
    except ValidationError as error:
        sentence = " ".join(error.messages)
        logger.info("Picture of %s refused: %s", request.user.pk, sentence)
        return JsonResponse({"image": error.messages, "error": sentence}, status=400)
    return JsonResponse({"image_code": pictures.markdown_for(picture, **words), "picture": _described(picture)})


def _picture(request, words: dict) -> Picture:
    if file := request.FILES.get("image"):
        return pictures.take_in(file, by=request.user, **words)
    number = request.POST.get("picture", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        picture = Picture.objects.visible_to(request.user).filter(pk=number).first()
        if picture:
            return pictures.fill_in(picture, words, by=request.user)
    raise ValidationError(_("No picture arrived. Choose a file and try again."))


def _described(picture: Picture) -> dict:
    return {
        "id": picture.pk,
        "url": picture.file.url,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "caption": picture.caption,
    }


def _may_write(user) -> bool:
    return user.is_staff and any(
        user.has_perm(f"blog.{act}") for act in ("add_post", "change_post", "add_page", "change_page")
    )


def _line(text: str) -> str:
    """One line of what was typed: a blank line inside would end the picture's Markdown."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST_WORDS]


def _page(rendered) -> str:
    words = ngettext("%(count)s word", "%(count)s words", rendered.word_count) % {"count": f"{rendered.word_count:,}"}
    minutes = minutes_for(rendered.word_count)
    time = ngettext("%(count)s minute to read", "%(count)s minutes to read", minutes) % {"count": minutes}
    opening = format_html('<div class="preview prose" data-count="{} · {}">', words, time)
    return f"{opening}{rendered.html}</div>"


def _signed_out() -> str:
    return format_html(
        '<div class="preview"><p class="preview-note">{} <a href="{}" target="_blank">{}</a></p></div>',
        _("You are signed out, so there is no preview. Your text is still here."),
        reverse("admin:index"),
        _("Sign in in another tab, then go on writing."),
    )


def _sentence(text: str) -> str:
    return format_html('<div class="preview"><p class="preview-note">{}</p></div>', text)
