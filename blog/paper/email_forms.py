"""What is typed on `…/email/`. None of it is ever a header, and no letter carries a link that a sender wrote."""

import re
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import names
from accounts.fields import BoundedField, NameField
from accounts.models import User

from .choosing import Order
from .wishes import Wish

MOST_NOTE, MOST_NAME, MOST_EMAIL = 300, 60, 254
WRONG = _("Write one email address, like name@example.org.")
# Lists, names in brackets, quoted and numeric addresses: never how a person's one inbox is written.
NOT_ONE = re.compile(r"[\s,;:<>()\[\]\"\\]")
# What mail programs turn into links by themselves, and what people take for one.
LINK = re.compile(
    r"\S*http\S*|\S*://\S*|\bwww\.\S*|\b(?:mailto|tel):\S+|\S+@\S+|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}|[a-zа-я0-9-]+[。｡][a-zа-я]{2,}",
    re.IGNORECASE,
)


class AddressField(forms.EmailField):
    def __init__(self, **options):
        options["widget"] = forms.EmailInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
        options["error_messages"] = dict.fromkeys(("required", "invalid", "max_length"), WRONG)
        super().__init__(max_length=MOST_EMAIL, **options)

    def clean(self, value):
        address = super().clean(value)
        if NOT_ONE.search(address):
            raise ValidationError(WRONG, code="invalid")
        return address


class SenderField(NameField):
    def __init__(self, **options):
        super().__init__(max_length=MOST_NAME, error_messages={"required": _("Write your name.")}, **options)

    def clean(self, value):
        if len((value or "").strip().splitlines()) > 1:
            raise ValidationError(_t("Write your name in one line."))
        name = super().clean(value)
        refuse_links(name)
        names.refuse_borrowed(name)
        return name


class NoteField(BoundedField):
    def __init__(self, **options):
        super().__init__(max_length=MOST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def to_python(self, value):
        lines = super().to_python((value or "").replace("\r\n", "\n")).splitlines()
        return "\n".join(names.clean(line) for line in lines)

    def validate(self, value):
        super().validate(value)
        refuse_links(value)


def refuse_links(text: str) -> None:
    if found := LINK.search(normalize("NFKC", text)):
        sentence = _t("Links and addresses are not sent along. Write it without “%(link)s”.")
        raise ValidationError(sentence % {"link": found[0][:60].rstrip(".,;:!?)")}, code="link")


class LetterForm(forms.Form):
    """`member` is whoever has shown that their address is theirs; nobody else is believed."""

    pdf = forms.BooleanField(label=_("Enclose the PDF"), required=False)

    def __init__(self, data=None, *, member: User | None, has_pdf: bool):
        super().__init__(data, auto_id=f"{self.to}-%s")
        self.member = member
        if member:
            for name in {"email", "sender"} & set(self.fields):
                del self.fields[name]
        if not has_pdf:
            del self.fields["pdf"]

    def forbid(self) -> None:
        self.add_error(None, _t("This was sent from another page. Look it over and press the button again."))

    def lead_to_error(self) -> None:
        """The first field that is wrong has the cursor when the form comes back."""
        if first := next((name for name in self.fields if name in self.errors), None):
            self.fields[first].widget.attrs["autofocus"] = True

    def wish(self, order: Order, network: str) -> Wish:
        data, member = self.cleaned_data, self.member
        return Wish(
            post=order.post,
            choice=order.choice.query(),
            with_pdf=data.get("pdf", False),
            email=member.email if member else data["email"],
            member=member,
            sender_name=member.name if member else data.get("sender", ""),
            friend=data.get("friend", ""),
            note=data.get("note", ""),
            network=network,
        )


class ToMyself(LetterForm):
    to = "me"

    email = AddressField(label=_("Your email address"))
    email.widget.attrs["autocomplete"] = "email"
    field_order = ["email", "pdf"]


class ToFriend(LetterForm):
    to = "friend"

    friend = AddressField(
        label=_("Your friend’s email address"), help_text=_("One address. It is forgotten once the letter is sent.")
    )
    friend.widget.attrs["autocomplete"] = "off"
    sender = SenderField(label=_("Your name"))
    email = AddressField(
        label=_("Your own email address"),
        help_text=_("First you get a letter there with a link. Your friend sees this address and can answer you."),
    )
    email.widget.attrs["autocomplete"] = "email"
    note = NoteField(label=_("A few words (if you like)"), help_text=_("At most 300 characters, without links."))
    field_order = ["friend", "sender", "email", "note", "pdf"]

    def clean(self):
        if self.member and LINK.search(normalize("NFKC", self.member.name)):
            raise ValidationError(_t("Your name reads like an address. Change it in your profile first."))
        return self.cleaned_data
