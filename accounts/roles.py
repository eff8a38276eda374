"""
The roles of a publication, as Django groups. Each app grants its own permissions in a migration, by `grant`; what staff
change afterwards in the admin stays changed.
"""

CONTRIBUTOR, AUTHOR, EDITOR, MODERATOR, ADMINISTRATOR = ROLES = [
    "contributor",
    "author",
    "editor",
    "moderator",
    "administrator",
]


def grant(apps, app_label: str, grants: dict[str, list[str]]) -> None:
    """Give roles the permissions named `<action>_<model>` of one app; makes what does not exist yet."""
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    type_model = apps.get_model("contenttypes", "ContentType")
    for role, codenames in grants.items():
        group, _ = group_model.objects.get_or_create(name=role)
        for codename, model in (entry.split(":") for entry in codenames):
            kind, _ = type_model.objects.get_or_create(app_label=app_label, model=model)
            permission, _ = permission_model.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": codename.replace("_", " ").capitalize()}
            )
            group.permissions.add(permission)
