from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .audit import AuditEntry

A_YEAR = timedelta(days=366)


class ListedSourceQuerySet(models.QuerySet):
    def acting(self):
        """Those that have ended stay as history."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))

    def ended(self):
        return self.filter(ends_at__lte=timezone.now())

    def naming(self, facts: dict[str, set[str]]):
        """What lists say of a comment, by what is known of it: see comments.lists.sources."""
        named = Q(pk=None)
        for kind, values in facts.items():
            if values:
                named |= Q(kind=kind, value__in=values)
        return self.acting().filter(named)


class ListedSource(models.Model):
    """From whom or where comments are let through, made to wait, taken for spam or refused; for a while or for good."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("account")
        EMAIL = "email", _("email address")
        EMAIL_DOMAIN = "email_domain", _("email domain")
        ADDRESS = "address", _("IP address or range")
        NETWORK = "network", _("network of a comment")
        LINK_DOMAIN = "link_domain", _("domain of links")

    class Effect(models.TextChoices):
        ALLOW = "allow", _("appears at once")
        WAIT = "wait", _("waits")
        SPAM = "spam", _("is spam")
        REFUSE = "refuse", _("is refused (a ban)")

    PERSONAL = (Kind.ACCOUNT, Kind.EMAIL)

    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices)
    # As comments.lists.sources writes it; of an account its number, of a network its keyed hash.
    value = models.CharField(_("which"), max_length=254)
    # Of an account besides, so that it goes when the account goes.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, editable=False, related_name="+", verbose_name=_("account")
    )
    effect = models.CharField(_("what comes from there"), max_length=6, choices=Effect.choices, default=Effect.SPAM)
    reason = models.CharField(_("reason"), max_length=200, blank=True, help_text=_("For you and the other moderators."))
    note = models.CharField(
        _("told to the banned"), max_length=300, blank=True, help_text=_("With the end, when they try to write.")
    )
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: for good."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = ListedSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed source")
        verbose_name_plural = _("bans and lists")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "value"], name="listed_value")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.shown_value}".strip()

    def save(self, *args, **kwargs):
        self.account_id = int(self.value) if self.kind == self.Kind.ACCOUNT else None
        super().save(*args, **kwargs)

    def clean(self):
        self.check_fairness()
        twins = type(self).objects.acting().filter(kind=self.kind, value=self.value).exclude(pk=self.pk)
        if self.is_acting and twins.exists():
            raise ValidationError(_("This is listed already. Change that entry, or end it."))

    def check_fairness(self) -> None:
        if self.effect == self.Effect.REFUSE and not self.is_personal:
            raise ValidationError({"effect": _("Only a person can be refused: an account or an email address.")})
        if self.effect == self.Effect.REFUSE and not self.note:
            raise ValidationError({"note": _("Write why: whoever is banned is told.")})
        if self.kind == self.Kind.NETWORK and (self.ends_at is None or self.ends_at > timezone.now() + A_YEAR):
            raise ValidationError({"ends_at": _("Networks change hands: choose an end within a year.")})

    @property
    def is_acting(self) -> bool:
        return self.ends_at is None or self.ends_at > timezone.now()

    @property
    def is_personal(self) -> bool:
        return self.kind in self.PERSONAL

    @property
    def shown_value(self) -> str:
        """A hash tells nobody anything."""
        if self.kind == self.Kind.ACCOUNT and self.account:
            return f"{self.account.name} ({self.account.email})"
        return "" if self.kind == self.Kind.NETWORK else self.value

    @property
    def sentence(self) -> str:
        """For the decision about a comment, which outlives this: whom it named is not said again."""
        said = {"number": self.pk, "kind": self.get_kind_display(), "reason": self.reason}
        if "domain" in self.kind:
            said["kind"] = f"{said['kind']} {self.value}"
        return (_t("Listed by staff (no. %(number)s): %(kind)s. %(reason)s") % said).strip()

    @property
    def refusal(self) -> str:
        """What a banned person is told."""
        if self.ends_at is None:
            return _t("You may not write comments here. %s") % self.note
        end = date_format(timezone.localtime(self.ends_at), "j F Y, H:i")
        return _t("You may not write comments here until %(end)s. %(note)s") % {"end": end, "note": self.note}

    @transaction.atomic
    def enter(self) -> None:
        """Kept for the first time, by whom it says."""
        self.save()
        told = [("effect", "", self.effect), ("ends_at", "", self.ends_at.isoformat() if self.ends_at else "")]
        AuditEntry.objects.write(AuditEntry.Kind.LIST, told, by=self.by, about=self.pk)

    @transaction.atomic
    def end(self, *, by) -> None:
        before = self.ends_at.isoformat() if self.ends_at else ""
        self.ends_at = timezone.now()
        self.save(update_fields=["ends_at"])
        change = ("ends_at", before, self.ends_at.isoformat())
        AuditEntry.objects.write(AuditEntry.Kind.LIST, [change], by=by, about=self.pk)
