"""Readings above their words, `<ruby>`: WeasyPrint knows nothing of them and would set them behind."""

import re

RUBY = re.compile(r"<ruby\b[^>]*>(.*?)</ruby>", re.DOTALL)
PAIR = re.compile(r"(?P<words>.*?)<rt\b[^>]*>(?P<reading>.*?)</rt>", re.DOTALL)
IN_BRACKETS = re.compile(r"<rp\b[^>]*>.*?</rp>|</?rb\b[^>]*>|</?rtc\b[^>]*>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
EMS = 0.5  # of a letter of the reading; css/pdf.css sets them so


def above(html: str) -> str:
    """`html` with every word that has a reading in a box that is wide enough for both."""
    return RUBY.sub(lambda ruby: PAIR.sub(_boxed, IN_BRACKETS.sub("", ruby[1])), html)


def _boxed(pair: re.Match) -> str:
    words, reading = pair["words"].strip(), pair["reading"].strip()
    room = max(len(TAG.sub("", reading)) * EMS, 1)
    return f'<span class="ruby" style="min-width: {room}em">{words}<span class="reading">{reading}</span></span>'
