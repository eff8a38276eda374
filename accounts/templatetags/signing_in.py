import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from .. import devices
from ..second_factor import factor

register = template.Library()

register.simple_tag(factor.passkeys_are_possible, name="passkeys_possible")
register.filter("device", devices.in_words)


@register.filter
def as_json(value) -> str:
    """For an attribute that a script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def in_fours(secret: str) -> str:
    """As people type it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
