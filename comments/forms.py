"""The rules about input. What is typed is never lost: a refused form comes back with every word."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import names
from accounts.fields import NameField, WebsiteField
from blog import markdown

from . import pace, stamps
from .limits import too_quickly
from .mine import address_keys
from .models import Comment, Scope
from .reading.openness import Openness, locked_thread
from .senders import sender_of
from .spam import Sender
from .wording import check_length, clean_text, is_blank

# The first of these that a form has says how the answer is numbered; any other mistake is a 422.
STATUS = {"foreign": 403, "closed": 403, "locked": 403, "members": 403, "edits": 403, "parent": 400, "pace": 429}
STATUS_OF_REFUSAL = {"banned": 403, "duplicate": 409, "flood": 429}
TRAP = "subject"
PROOF = "proof"
TAG = re.compile(r"<(?!hr)[^>]*>")


class Text(forms.CharField):
    widget = forms.Textarea(attrs={"cols": 45, "rows": 8, "dir": "auto"})
    default_error_messages = {"required": _("Please type your comment text.")}

    def __init__(self, **options):
        super().__init__(label=_("Comment"), strip=False, **options)
        self.widget.attrs["maxlength"] = markdown.MAX_COMMENT_BYTES

    def to_python(self, value):
        text = clean_text(super().to_python(value))
        check_length(text)
        return "" if is_blank(text) else text


class GuardedForm(forms.Form):
    """
    Refused if sent from elsewhere or too often. A field that is wrong says so to a screen reader and names the
    sentence why.
    """

    is_foreign = False
    refusal = None
    retry_after = None

    def guarded(self, request):
        self.is_foreign = request.is_foreign
        size = pace.size_of(self.data.get("comment", ""))
        self.retry_after = pace.seconds_to_wait(sender_of(request).network, size)
        return self

    def clean(self):
        if self.is_foreign:
            text = _t("The form came from another place. Please look it over and send it again.")
            raise ValidationError(text, code="foreign")
        if self.retry_after:
            raise ValidationError(too_quickly(self.retry_after), code="pace")
        return self.cleaned_data

    def add_error(self, field, error):
        super().add_error(field, error)
        for name in set(self.errors) & set(self.fields):
            attrs = self.fields[name].widget.attrs
            notes = attrs.get("aria-describedby", "").removesuffix(f"{name}-error").strip()
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{notes} {name}-error".strip(), "autofocus": False}
        if first := next((name for name in self.fields if name in self.errors), None):
            self.fields[first].widget.attrs["autofocus"] = True

    @property
    def status(self) -> int:
        codes = {error.code for error in self.errors.as_data().get("__all__", [])}
        known = [number for code, number in STATUS.items() if code in codes]
        return known[0] if known else STATUS_OF_REFUSAL.get(self.refusal, 422)


class EditForm(GuardedForm):
    comment = Text()

    def refuse_another(self) -> None:
        self.add_error(
            None, ValidationError(_t("You have changed this comment often; it stays as it is."), code="edits")
        )


class CommentForm(GuardedForm):
    comment = Text()
    author = NameField(
        label=_("Name"),
        max_length=245,
        widget=forms.TextInput(attrs={"autocomplete": "name", "size": 30, "dir": "auto"}),
        error_messages={"required": _("Please enter your name.")},
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=100,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "size": 30, "aria-describedby": "email-notes"}),
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("Please enter a valid email address."),
        },
    )
    url = WebsiteField(
        label=_("Website"),
        max_length=200,
        required=False,
        # Not of the type `url`, at which browsers stop for want of https://, which is put before it here.
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "size": 30}),
        error_messages={"invalid": _("Please enter a web address like https://example.org, or leave it empty.")},
    )

    subscribe = forms.BooleanField(label=_("Notify me of follow-up comments by email."), required=False)
    subscribe_to = forms.ChoiceField(label=_("Tell me of"), choices=Scope.choices, required=False)

    def __init__(self, data=None, *, post, openness: Openness, account=None, parent=None, **options):
        super().__init__(data, auto_id="%s", **options)
        self.post, self.account, self.parent = post, account, parent
        self.openness, self.rules = openness, openness.rules
        self.instance, self.lock = None, None
        if account:
            for name in ("author", "email", "url"):
                del self.fields[name]
        else:
            self.fields["author"].required = self.rules.require_name_email
            self.fields["email"].required = self.rules.require_email
        if not self.rules.may_follow(post):
            del self.fields["subscribe"], self.fields["subscribe_to"]

    @property
    def is_for_members(self) -> bool:
        """Whoever looks at it has to sign in first."""
        return not self.account and self.rules.is_for_members

    def clean(self):
        super().clean()
        if self.openness.closed:
            raise ValidationError(self.openness.closed, code="closed")
        if self.is_for_members:
            raise ValidationError(_t("You must be logged in to post a comment."), code="members")
        self.answer(self.data.get("comment_parent", ""))
        if self.lock:
            raise ValidationError(locked_thread(self.lock), code="locked")
        if self.cleaned_data.get("subscribe") and self.cleaned_data.get("email") == "":
            self.add_error("email", self.fields["email"].error_messages["required"])
        if not self.errors:
            self.instance = self._make_comment()
            self.instance.render()
            if is_blank(TAG.sub("", self.instance.body_html)):
                self.add_error("comment", Text.default_error_messages["required"])
        return self.cleaned_data

    def answer(self, number: str) -> None:
        """The comment of this number; none if its thread is locked, which `lock` tells then."""
        parent = find_parent(number, self.post)
        self.lock = self.openness.lock_over(parent)
        self.parent = None if self.lock else parent

    @property
    def lock_notice(self) -> str:
        return locked_thread(self.lock) if self.lock else ""

    def refuse(self, refused) -> None:
        """Takes back a limits.Refused."""
        message = refused.message
        if refused.earlier and refused.earlier.is_approved:
            link = refused.earlier.get_absolute_url()
            message = format_html('{} <a href="{}">{}</a>', message, link, _t("Read it in its place."))
        self.refusal, self.retry_after = refused.code, refused.retry_after
        self.add_error("comment", message)

    def sender(self, request) -> Sender:
        opening, has_stamp = stamps.read(self.stamp, self.post), bool(self.stamp)
        known = {"seconds": opening.seconds, "stamp": opening.number} if opening else {}
        proven = "" if self.account else address_keys.email_in_browser(self.data.get(PROOF, ""))
        known |= {"trap": bool(self.data.get(TRAP)), "has_stamp": has_stamp, "proven_email": proven}
        return sender_of(request, **known)

    @property
    def scope(self) -> str:
        """What the writer wants to hear of; empty: nothing."""
        data = self.cleaned_data
        return (data["subscribe_to"] or Scope.REPLIES) if data.get("subscribe") else ""

    @property
    def stamp(self) -> str:
        """Kept when the form comes back: the person has begun long ago."""
        return self.data.get(stamps.FIELD, "") or self.initial.get(stamps.FIELD, "")

    def _make_comment(self) -> Comment:
        data = self.cleaned_data
        values = {"post": self.post, "parent": self.parent, "body": data["comment"]}
        if who := self.account:
            name = names.clean(who.name) or who.username
            return Comment(account=who, name=name, email=who.email, url=who.website, **values)
        return Comment(name=data["author"] or _t("Anonymous"), email=data["email"], url=data["url"], **values)


def find_parent(number: str, post) -> Comment | None:
    """None where nothing is answered but the post; raises where the comment cannot be answered."""
    if number.strip() in {"", "0"}:
        return None
    if number.isascii() and number.isdigit() and len(number) < 19:
        parent = Comment.objects.visible_on(post).filter(pk=int(number)).first()
        if parent:
            return parent
    raise ValidationError(
        _t("The comment that you answer is not here any more. You can post your words as a reply to the article."),
        code="parent",
    )
