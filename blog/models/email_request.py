from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EmailRequestQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)


class EmailRequest(models.Model):
    """Somebody wants a post mailed to their own address. The address is forgotten once the mail is on its way."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="email_requests", verbose_name=_("post"))
    email = models.EmailField(_("email"), max_length=254, blank=True)
    address_hash = models.CharField(max_length=32, editable=False)  # keyed; for the limits, after the address is gone
    network = models.CharField(max_length=32, editable=False)
    requested_at = models.DateTimeField(_("requested"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = EmailRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("post by email")
        verbose_name_plural = _("posts by email")
        ordering = ["-requested_at"]
        indexes = [
            models.Index(fields=["address_hash", "-requested_at"], name="email_request_address"),
            models.Index(fields=["network", "-requested_at"], name="email_request_network"),
        ]

    def __str__(self):
        return f"{self.post} · {self.requested_at:%Y-%m-%d}"

    def take_address(self) -> str:
        """The address, once: it is forgotten here, and only the first who asks gets it."""
        email, now = self.email, timezone.now()
        if not EmailRequest.objects.unsent().filter(pk=self.pk).update(email="", sent_at=now):
            return ""
        self.email, self.sent_at = "", now
        return email
