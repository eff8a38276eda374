from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperSettings(models.Model):
    """What staff set for everything that leaves on paper, as a file or by mail; one row."""

    logo = models.ForeignKey(
        "blog.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Stands at the head of every sheet, before the title of the site."),
    )
    tagline = models.CharField(
        _("line at the head"), max_length=160, blank=True, help_text=_("Under the title of the site, on every sheet.")
    )
    licence = models.CharField(
        _("licence line"),
        max_length=200,
        blank=True,
        help_text=_("At the foot of every sheet: who may do what with it."),
    )
    css = models.TextField(
        _("CSS"),
        max_length=20_000,
        blank=True,
    )
    offers_print = models.BooleanField(_("Print"), default=True)
    offers_pdf = models.BooleanField(_("PDF"), default=True)
    offers_epub = models.BooleanField(_("EPUB"), default=True)
    offers_email = models.BooleanField(_("Email"), default=True)
    mail_is_on = models.BooleanField(
        _("send pieces by mail"),
        default=True,
        help_text=_(
            "Off: nothing leaves, not even what was asked for before. Readers get a link for their own program."
        ),
    )
    mail_to_friends = models.BooleanField(
        _("to friends too"), default=True, help_text=_("Off: a piece goes to the reader’s own address alone.")
    )
    # As in an address of the bench; see blog.paper.choice.
    usual_for_posts = models.CharField(_("posts"), max_length=300, blank=True)
    usual_for_pages = models.CharField(_("pages"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("paper, files and mail")

    def __str__(self):
        return str(_("Paper, files and mail"))

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    def clean(self):
        if self.css.count("{") != self.css.count("}"):
            raise ValidationError({"css": _("A brace is missing or one too many: each { needs its }.")})

    @classmethod
    def load(cls) -> "PaperSettings":
        return cls.objects.select_related("logo").filter(pk=1).first() or cls(pk=1)

    def offers(self, button: str) -> bool:
        """What the site says of a button of blog.paper.buttons, where neither the piece nor its categories do."""
        return getattr(self, f"offers_{button}")

    @property
    def css_version(self) -> str:
        return sha256(self.css.encode()).hexdigest()[:12]
