"""
The roles of a publication, as Django groups. Each app grants its own permissions in a migration, by `grant`; what staff
change afterwards in the admin stays changed.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CONTRIBUTOR, AUTHOR, EDITOR, MODERATOR, ADMINISTRATOR = ROLES = [
    "contributor",
    "author",
    "editor",
    "moderator",
    "administrator",
]


def grant(apps, app_label: str, grants: dict[str, list[str]]) -> None:
    """Give roles the permissions of one app, each written `<codename>:<model>`; makes what does not exist yet."""
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    type_model = apps.get_model("contenttypes", "ContentType")
    for role, entries in grants.items():
        group, _ = group_model.objects.get_or_create(name=role)
        for codename, model in (entry.split(":") for entry in entries):
            kind, _ = type_model.objects.get_or_create(app_label=app_label, model=model)
            permission, _ = permission_model.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
            )
            group.permissions.add(permission)


def outranks(actor, person) -> bool:
    """True if the actor may do all that this person may: nobody lends a hand to their own promotion."""
    if actor.is_superuser:
        return True
    return not person.is_superuser and _granted(person) <= _granted(actor)


def grantable_by(actor):
    """The roles that the actor may give and take."""
    if actor.is_superuser:
        return Group.objects.all()
    return Group.objects.exclude(permissions__in=Permission.objects.exclude(pk__in=_granted(actor)))


def follow(person) -> None:
    """Whoever has a role is staff; whoever has none is not."""
    is_staff = person.is_superuser or bool(_granted(person))
    if person.is_staff != is_staff:
        person.is_staff = is_staff
        person.save(update_fields=["is_staff"])


def _granted(person) -> set[int]:
    """Also of somebody who is not active, and so has no permission at the moment."""
    permissions = Permission.objects.filter(Q(group__user=person) | Q(user=person))
    return set(permissions.values_list("pk", flat=True))
