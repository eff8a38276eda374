from django.db import migrations

from accounts.roles import ADMINISTRATOR, EDITOR, MODERATOR, grant

DELETE = ["delete_comment:comment"]


def grant_roles(apps, schema_editor):
    """For good, and only what lies in spam or in the trash."""
    grant(apps, "comments", {MODERATOR: DELETE, EDITOR: DELETE, ADMINISTRATOR: DELETE})


class Migration(migrations.Migration):
    dependencies = [("comments", "0011_queue_at_any_size"), ("blog", "0002_roles")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
