"""A field that holds a picture of the library, by its number: only such as the person may see."""

from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.utils.translation import gettext_lazy as _

from ..models import Picture


class PictureNumber(ForeignKeyRawIdWidget):
    """Django's own shows the name of whatever has the number."""

    def __init__(self, *args, pictures, **kwargs):
        super().__init__(*args, **kwargs)
        self.pictures = pictures

    def label_and_url_for_value(self, value):
        try:
            seen = self.pictures.filter(pk=value).exists()
        except ValueError:
            seen = False
        return super().label_and_url_for_value(value) if seen else ("", "")


def picture_number(db_field, request, site) -> dict:
    """What the form field of a ForeignKey to Picture is made with."""
    pictures = Picture.objects.visible_to(request.user)
    widget = PictureNumber(db_field.remote_field, site, pictures=pictures)
    help_text = _("The number of a picture of the library; the lens opens it.")
    return {"queryset": pictures, "widget": widget, "help_text": help_text}
