from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .avatars import avatar_path, forget_file
from .second_factor.models import SpentCode, WrongCode

__all__ = ["SpentCode", "User", "UserManager", "WrongCode", "display_name"]

username_rule = RegexValidator(r"^[\w.-]+\Z", _("Use letters, digits, dots, hyphens and underscores."))


class UserManager(BaseUserManager):
    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, username, password=None, **fields):
        user = self.model(email=email, username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email, username, password=None, **fields):
        """Whoever may create a superuser is believed: the address counts as confirmed."""
        self.model(email=email, username=username, **fields).full_clean(exclude=["password"])
        user = self.create_user(email, username, password, is_staff=True, is_superuser=True, **fields)
        user.confirm_email()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Signs in by email; `username` is the public name in addresses and gives no sign-in name away."""

    email = models.EmailField(_("email address"), max_length=254, unique=True)
    username = models.CharField(
        _("username"),
        max_length=60,
        unique=True,
        validators=[username_rule],
        help_text=_("Public: it stands in the address of the author's page."),
    )
    display_name = models.CharField(_("display name"), max_length=80, blank=True)
    bio = models.TextField(_("about"), max_length=600, blank=True, help_text=_("Shown on the author's page."))
    website = models.URLField(_("website"), max_length=200, blank=True)
    avatar = models.ImageField(_("picture"), upload_to=avatar_path, blank=True)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May enter the admin."))
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Untick instead of deleting a person."))
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["username"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message=_("There is an account with this email address already."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        # One spelling everywhere: sign-in looks addresses up in small letters.
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            if self.avatar:
                forget_file(self.avatar.storage, self.avatar.name)
            return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        self.email = self.email.lower()
        self._refuse_confirmed_elsewhere()
        if type(self).objects.filter(username__iexact=self.username).exclude(pk=self.pk).exists():
            raise ValidationError({"username": _("This username is taken.")})

    def get_absolute_url(self):
        return reverse("blog:author", args=[self.username])

    @property
    def name(self) -> str:
        return self.display_name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def is_confirmed(self) -> bool:
        """True once the person has shown that mail to their address reaches them."""
        return EmailAddress.objects.filter(user=self, email__iexact=self.email, verified=True).exists()

    @transaction.atomic
    def confirm_email(self) -> None:
        """The address is the person's; a change to another one that they had begun ends here."""
        self._refuse_confirmed_elsewhere()
        self.emailaddress_set.exclude(email=self.email.lower()).delete()
        self.emailaddress_set.update_or_create(email=self.email.lower(), defaults={"verified": True, "primary": True})

    def _refuse_confirmed_elsewhere(self) -> None:
        if EmailAddress.objects.filter(email=self.email.lower(), verified=True).exclude(user=self.pk).exists():
            raise ValidationError({"email": _("There is an account with this email address already.")})


def display_name(user: User) -> str:
    """For allauth's mails and pages."""
    return user.name
