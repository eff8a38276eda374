from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CorrespondentQuerySet(models.QuerySet):
    def out_of_reach(self):
        """Mail to them does harm, also what an office brings with it."""
        return self.filter(stopped__in=[Correspondent.Stopped.BOUNCED, Correspondent.Stopped.COMPLAINED])


class Correspondent(models.Model):
    """
    An address that the conversation writes to, a guest's or a member's: whether it has answered, and whether mail to
    it must stop. Until it is confirmed nothing goes there but the one letter that asks.
    """

    class Stopped(models.TextChoices):
        BY_READER = "reader", _("wants no more mail")
        BOUNCED = "bounced", _("mail comes back")
        COMPLAINED = "complained", _("reported mail as spam")

    email = models.EmailField(_("email"), max_length=254, unique=True)  # in small letters
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    asked_at = models.DateTimeField(_("last asked to confirm"), null=True, editable=False)
    browser_keys = models.PositiveIntegerField(default=0, editable=False)  # raised to make those given out worthless
    stopped = models.CharField(_("mail stopped"), max_length=10, choices=Stopped.choices, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = CorrespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering = ["email"]

    def __str__(self):
        return self.email

    @classmethod
    def of(cls, email: str) -> "Correspondent":
        """The one row of this address, new if it is."""
        return cls.objects.get_or_create(email=email.strip().lower())[0]

    @classmethod
    def of_account(cls, account) -> "Correspondent":
        """Of a member who has confirmed the address: they need no letter. What has stopped stays so."""
        person = cls.of(account.email)
        if person.confirmed_at is None:
            person.confirmed_at = timezone.now()
            person.save(update_fields=["confirmed_at"])
        return person

    @property
    def is_out_of_reach(self) -> bool:
        """The one-row twin of `CorrespondentQuerySet.out_of_reach`."""
        return self.stopped in {self.Stopped.BOUNCED, self.Stopped.COMPLAINED}

    def confirm(self) -> None:
        """They hold the inbox. What they stopped themselves goes on, as they have come back."""
        self.confirmed_at = self.confirmed_at or timezone.now()
        if self.stopped == self.Stopped.BY_READER:
            self.stopped = ""
        self.save(update_fields=["confirmed_at", "stopped"])

    def forget_browsers(self) -> None:
        """Every key that a browser keeps for this address is worth nothing from now on."""
        self.browser_keys += 1
        self.save(update_fields=["browser_keys"])

    @classmethod
    def stop(cls, email: str, why: str) -> bool:
        """Mail has come back, or was called spam; the latter outlasts the former. False if nothing has changed."""
        known = cls.objects.filter(email=email.strip().lower())
        return bool(known.exclude(stopped__in=[why, cls.Stopped.COMPLAINED]).update(stopped=why))

    def lift(self) -> None:
        """Staff know better."""
        self.stopped = ""
        self.save(update_fields=["stopped"])


class AskedLetter(models.Model):
    """Somebody asked for a letter; for the limits, and forgotten after two days."""

    network = models.CharField(max_length=32, blank=True)  # a keyed hash, see config.networks
    inbox = models.CharField(max_length=32, blank=True, db_index=True)  # a keyed hash, if a letter has left
    email = models.EmailField(max_length=254, blank=True)  # until a task has looked whether it is known
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("letter asked for")
        verbose_name_plural = _("letters asked for")
        indexes = [models.Index(fields=["network", "-asked_at"], name="asked_letter_network")]

    def __str__(self):
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
