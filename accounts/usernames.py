"""Public names in addresses, made from the names people show."""

from django.utils.text import slugify

from .models import User
from .names import is_office

FALLBACK = "reader"


def free_username(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:50].strip("-_") or FALLBACK
    if is_office(base):
        base = FALLBACK
    namesakes = User.objects.filter(username__istartswith=base).values_list("username", flat=True)
    taken = {username.lower() for username in namesakes}
    username, number = base, 2
    while username.lower() in taken:
        username, number = f"{base}-{number}", number + 1
    return username
