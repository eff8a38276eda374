from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SiteSettings(models.Model):
    """What staff set for the site; one row, made by the first migration."""

    class SecondFactor(models.TextChoices):
        WANTED = "wanted", _("for those who want it")
        STAFF = "staff", _("required of everybody with a role")

    title = models.CharField(_("title"), max_length=80, default="Broadsheet")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True, help_text=_("One sentence under the title."))
    description = models.TextField(
        _("description"), blank=True, max_length=320, help_text=_("For search engines and feeds; two sentences.")
    )
    colophon = models.CharField(
        _("colophon"), max_length=200, blank=True, help_text=_("The last line of every page: licence, place, thanks.")
    )
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts per page"), default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    time_zone = models.CharField(_("time zone"), max_length=64, editable=False, default="UTC")
    second_factor = models.CharField(
        _("second factor"),
        max_length=10,
        choices=SecondFactor.choices,
        default=SecondFactor.WANTED,
        help_text=_("If it is required, the desk opens to people with a role once they have set one up."),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("site settings")

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> "SiteSettings":
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class WorkerPulseQuerySet(models.QuerySet):
    def alive(self):
        return self.filter(seen_at__gte=timezone.now() - WorkerPulse.DEAD_AFTER)


class WorkerPulse(models.Model):
    """A task worker says that it lives; one that is silent for long is dead, and its task is given to another."""

    EVERY = timedelta(seconds=5)
    DEAD_AFTER = timedelta(seconds=30)

    worker_id = models.CharField(primary_key=True, max_length=64)
    seen_at = models.DateTimeField()

    objects = WorkerPulseQuerySet.as_manager()

    def __str__(self):
        return self.worker_id

    @classmethod
    def beat(cls, worker_id: str) -> None:
        cls.objects.update_or_create(pk=worker_id, defaults={"seen_at": timezone.now()})
        cls.objects.filter(seen_at__lt=timezone.now() - timedelta(days=1)).delete()


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=OutgoingMail.State.WAITING)

    def given_up(self):
        return self.filter(state=OutgoingMail.State.GIVEN_UP)

    def forget_recipient(self, email: str) -> None:
        """No record names them any more; what has not left yet still goes to them."""
        done = self.exclude(state=OutgoingMail.State.WAITING).filter(recipients__icontains=email)
        for row in done:
            if email in [each.lower() for each in row.recipients]:
                row.recipients, row.last_error = [], ""
                row.save(update_fields=["recipients", "last_error"])


class OutgoingMail(models.Model):
    """A mail that the site has decided to send. Its words are forgotten once it has left; the record stays a while."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        GIVEN_UP = "given up", _("given up")
        DROPPED = "dropped", _("not needed any more")

    key = models.CharField(_("key"), max_length=120, unique=True, null=True, editable=False)  # noqa: DJ001  unique, or none
    subject = models.CharField(_("subject"), max_length=255)
    recipients = models.JSONField(_("recipients"), default=list)
    payload = models.JSONField(_("message"), default=dict)
    # What comes back quotes it; nobody else knows it but the one who got the mail.
    message_id = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    is_discreet = models.BooleanField(default=False, editable=False)  # once it has left, its recipient is forgotten
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [models.Index(fields=["state", "created_at"], name="outgoing_state")]

    def __str__(self):
        return self.subject


class StoredFile(models.Model):
    """An uploaded file kept in the database, for a site whose processes share no disk; see config.storage."""

    name = models.CharField(max_length=255, unique=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name
