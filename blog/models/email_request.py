from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.addresses import masked


class EmailRequestQuerySet(models.QuerySet):
    def asked(self):
        return self.filter(state=EmailRequest.State.ASKED)

    def confirmed(self):
        return self.filter(state=EmailRequest.State.CONFIRMED)

    def counted(self):
        """What limits are counted by: whatever was asked for and taken, confirmed or not."""
        return self.exclude(state=EmailRequest.State.REFUSED)


class EmailRequest(models.Model):
    """
    Somebody wants a post mailed to their own address or to a friend's. The addresses are forgotten once the letter is
    on its way, or never will be.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        CONFIRMED = "confirmed", _("confirmed")
        SENT = "sent", _("sent")
        BLOCKED = "blocked", _("blocked by its recipient")
        REFUSED = "refused", _("refused by a limit")
        DROPPED = "dropped", _("not sent: hidden or switched off since")

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="email_requests", verbose_name=_("post"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    is_to_friend = models.BooleanField(_("to a friend"), default=False)
    # For the limits, after the addresses are gone: the number of a member, or keyed hashes.
    sender_key = models.CharField(max_length=32, editable=False)
    address_hash = models.CharField(_("recipient, as a keyed hash"), max_length=32, editable=False)
    network = models.CharField(max_length=32, editable=False)

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("member")
    )
    sender_name = models.CharField(_("name of the sender"), max_length=80, blank=True)
    email = models.EmailField(_("email"), max_length=254, blank=True)  # the sender's own
    friend = models.EmailField(_("email of the friend"), max_length=254, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    choice = models.TextField(_("choice"), blank=True)  # as in an address of the bench; see blog.paper.choice
    with_pdf = models.BooleanField(_("with PDF"), default=False)

    requested_at = models.DateTimeField(_("requested"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = EmailRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("post by email")
        verbose_name_plural = _("posts by email")
        ordering = ["-requested_at"]
        indexes = [
            models.Index(fields=["address_hash", "-requested_at"], name="email_request_address"),
            models.Index(fields=["sender_key", "-requested_at"], name="email_request_sender"),
            models.Index(fields=["network", "-requested_at"], name="email_request_network"),
            models.Index(fields=["-requested_at"], name="email_request_latest"),
        ]

    def __str__(self):
        return f"{self.post} · {self.requested_at:%Y-%m-%d}"

    @property
    def recipient(self) -> str:
        """Empty once it is forgotten."""
        return self.friend if self.is_to_friend else self.email

    @property
    def recipient_for_staff(self) -> str:
        return masked(self.recipient) or f"#{self.address_hash[:12]}"

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.ASKED, self.State.CONFIRMED)

    def confirm(self) -> bool:
        """False for all but the first who ask."""
        return self._become(self.State.CONFIRMED, after=[self.State.ASKED], confirmed_at=timezone.now())

    def mark_sent(self) -> bool:
        """The letter is in the outbox; False for all but the first who ask."""
        return self._settle(self.State.SENT, sent_at=timezone.now())

    def block(self) -> bool:
        return self._settle(self.State.BLOCKED)

    def drop(self) -> bool:
        return self._settle(self.State.DROPPED)

    def _settle(self, state: str, **values) -> bool:
        waiting = [self.State.ASKED, self.State.CONFIRMED]
        return self._become(state, after=waiting, email="", friend="", **values)

    def _become(self, state: str, *, after: list[str], **values) -> bool:
        changed = EmailRequest.objects.filter(pk=self.pk, state__in=after).update(state=state, **values)
        self.refresh_from_db()
        return bool(changed)
