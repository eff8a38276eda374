from django.db import migrations

from accounts.roles import ADMINISTRATOR, EDITOR, MODERATOR, grant

MODERATE = ["view_comment:comment", "change_comment:comment", "moderate_comment:comment", "view_decision:decision"]
RULES = ["view_commentrules:commentrules", "change_commentrules:commentrules"]


def grant_roles(apps, schema_editor):
    grant(apps, "comments", {MODERATOR: MODERATE, EDITOR: MODERATE, ADMINISTRATOR: MODERATE + RULES})
    apps.get_model("comments", "CommentRules").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial"), ("blog", "0002_roles")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
