from django.db import migrations

from accounts.roles import ADMINISTRATOR, ROLES, grant

# Administrators look after people; what the other roles may do is granted by the apps above.
PEOPLE = ["add_user:user", "change_user:user", "view_user:user", "view_group:group"]


def make_roles(apps, schema_editor):
    grant(apps, "accounts", {role: [] for role in ROLES})
    grant(apps, "accounts", {ADMINISTRATOR: PEOPLE[:3]})
    grant(apps, "auth", {ADMINISTRATOR: PEOPLE[3:]})
    grant(
        apps,
        "config",
        {
            ADMINISTRATOR: [
                "view_sitesettings:sitesettings",
                "change_sitesettings:sitesettings",
                "view_outgoingmail:outgoingmail",
                "change_outgoingmail:outgoingmail",
            ]
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("config", "0002_site_and_cache"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
