from django.db import migrations

from accounts.roles import ADMINISTRATOR, EDITOR, MODERATOR, grant

KEEP_ORDER = [f"{action}_listedsource:listedsource" for action in ("view", "add", "change")] + [
    "view_auditentry:auditentry"
]


def grant_roles(apps, schema_editor):
    administrate = [*KEEP_ORDER, "delete_listedsource:listedsource"]
    grant(apps, "comments", {MODERATOR: KEEP_ORDER, EDITOR: KEEP_ORDER, ADMINISTRATOR: administrate})


class Migration(migrations.Migration):
    dependencies = [("comments", "0017_bans_and_audit_log")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
