from django.utils.translation import get_language_info


def direction_of(language: str) -> str:
    """`rtl` or `ltr`; a language that Django does not know is read from the left."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
