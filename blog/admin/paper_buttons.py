"""What a post, a page or a category says of print, PDF, EPUB and email, as four selects."""

from django.utils.translation import gettext_lazy as _

from ..paper.buttons import BUTTONS, WORDS, known
from .selects import Select, SelectsField

OF_A_PIECE = _(
    "“As usual” is what its categories say, and if they say nothing, the site. What is hidden has no address."
)
OF_A_CATEGORY = _(
    "For the posts filed under this category itself, not under those below it. A post’s own word is stronger; of two "
    "categories the one that hides."
)


class ButtonsField(SelectsField):
    def __init__(self, help_text):
        words = [("", _("as usual")), *WORDS.items()]
        selects = [Select(name, label, words) for name, label in BUTTONS.items()]
        super().__init__(selects, known, label=_("Buttons"), help_text=help_text)


def fieldset() -> tuple:
    return _("Print, PDF, EPUB and email"), {"classes": ["collapse"], "fields": ["paper_buttons"]}
