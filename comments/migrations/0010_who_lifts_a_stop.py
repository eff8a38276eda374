from django.db import migrations

from accounts.roles import ADMINISTRATOR, EDITOR, MODERATOR, grant

SEE_AND_LIFT = ["view_correspondent:correspondent", "change_correspondent:correspondent"]


def grant_roles(apps, schema_editor):
    grant(apps, "comments", {MODERATOR: SEE_AND_LIFT, EDITOR: SEE_AND_LIFT, ADMINISTRATOR: SEE_AND_LIFT})


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_subscriptions_and_notices")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
