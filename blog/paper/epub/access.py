"""What a reader who cannot see, hear or hold the book may expect of it. No promise is made that nobody has checked."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from .chapters import Chapter


@dataclass(frozen=True)
class Access:
    facts: list[tuple[str, str]]
    summary: str


def access_of(chapters: list[Chapter]) -> Access:
    pictures = [picture for chapter in chapters for picture in _pictures(chapter)]
    are_described = all(picture.get("alt") for picture in pictures)
    with_formulas = any(chapter.with_formulas for chapter in chapters)
    return Access(_facts(bool(pictures), are_described, with_formulas), _summary(bool(pictures), are_described))


def _facts(with_pictures: bool, are_described: bool, with_formulas: bool) -> list[tuple[str, str]]:
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "unlocked"]
    features += ["alternativeText"] if are_described else []
    features += ["MathML"] if with_formulas else []
    hazards = ["noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"]
    sufficient = ["textual"] if are_described else ["textual,visual"]
    return [
        ("accessMode", "textual"),
        *([("accessMode", "visual")] if with_pictures else []),
        *(("accessModeSufficient", each) for each in sufficient),
        *(("accessibilityFeature", each) for each in features),
        *(("accessibilityHazard", each) for each in hazards),
    ]


def _summary(with_pictures: bool, are_described: bool) -> str:
    sentences = [_("Headings, notes and links are marked as such; size, typeface and colours are the reader’s.")]
    if with_pictures and are_described:
        sentences.append(_("Every picture has a description."))
    elif with_pictures:
        sentences.append(_("Some pictures have no description."))
    sentences.append(_("Nobody has certified this file."))
    return " ".join(sentences)


def _pictures(chapter: Chapter) -> list[Element]:
    found = [picture for tree in chapter.trees for picture in tree.iter("img")]
    if chapter.cover and chapter.sheet.cover:
        found.append(Element("img", alt=chapter.sheet.cover.alt))
    return found
