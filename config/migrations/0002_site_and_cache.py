from django.conf import settings
from django.core.management import call_command
from django.db import migrations


def make_site(apps, schema_editor):
    apps.get_model("config", "SiteSettings").objects.get_or_create(pk=1, defaults={"time_zone": settings.TIME_ZONE})


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", "site_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("config", "0001_initial")]
    operations = [
        migrations.RunPython(make_site, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
