from django.db import migrations

from comments.reading.pictures import mark_of


def fill(apps, schema_editor):
    """By address, since one person's comments share it."""
    comments = apps.get_model("comments", "Comment").objects
    bare = comments.filter(picture="").exclude(email="").order_by()
    for email in bare.values_list("email", flat=True).distinct().iterator():
        comments.filter(email=email).update(picture=mark_of(email))


class Migration(migrations.Migration):
    dependencies = [("comments", "0013_erasures_and_pictures")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
