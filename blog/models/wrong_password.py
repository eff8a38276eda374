from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WrongPassword(models.Model):
    """Somebody tried a password that does not open a post: when and from which network, never what was typed."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="wrong_passwords", verbose_name=_("post"))
    network = models.CharField(_("network"), max_length=32)  # a keyed hash, see config.networks
    tried_at = models.DateTimeField(_("tried"), default=timezone.now)

    class Meta:
        verbose_name = _("wrong password")
        verbose_name_plural = _("wrong passwords")
        ordering = ["-tried_at"]
        indexes = [
            models.Index(fields=["network", "-tried_at"], name="wrong_password_network"),
            models.Index(fields=["post", "-tried_at"], name="wrong_password_post"),
        ]

    def __str__(self):
        return f"{self.post_id} · {self.tried_at:%Y-%m-%d %H:%M}"
