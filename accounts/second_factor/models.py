from django.conf import settings
from django.db import models
from django.utils import timezone


class WrongCode(models.Model):
    """A code that was typed and did not fit: counted here, so that a limit holds for all processes together."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wrong_codes")
    network = models.CharField(max_length=32, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"{self.created_at:%H:%M:%S}"


class SpentCode(models.Model):
    """A code of an authenticator app that has opened the door once; it does not do so again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="spent_codes")
    mark = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "mark"], name="a_code_is_spent_once")]

    def __str__(self):
        return f"{self.created_at:%H:%M:%S}"
