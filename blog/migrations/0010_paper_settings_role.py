from django.db import migrations

from accounts.roles import ADMINISTRATOR, EDITOR, grant

SET = ["view_papersettings:papersettings", "change_papersettings:papersettings"]


def grant_settings(apps, schema_editor):
    grant(apps, "blog", {EDITOR: SET, ADMINISTRATOR: SET})


class Migration(migrations.Migration):
    dependencies = [("blog", "0009_paper_buttons"), ("accounts", "0002_roles")]
    operations = [migrations.RunPython(grant_settings, migrations.RunPython.noop)]
