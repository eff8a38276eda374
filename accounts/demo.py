"""The people of the demo content. They sign in only while the site's address is this machine (see signing_in)."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group

from .models import User
from .roles import ADMINISTRATOR, AUTHOR, CONTRIBUTOR, EDITOR, MODERATOR


@dataclass(frozen=True)
class Person:
    username: str
    display_name: str
    roles: tuple[str, ...] = ()
    bio: str = ""


PEOPLE = [
    Person(
        "ada",
        "Ada Quill",
        (ADMINISTRATOR,),
        "Edits this paper, and writes about letters and the tools that carry them.",
    ),
    Person("tomas", "Tomas Reed", (AUTHOR,), "Maps, tides, and what the water is doing."),
    Person("ines", "Ines Okafor", (AUTHOR,), "Keeps the workshop: repair, glue, and the patience of clamps."),
    Person("mira", "Mira Halloran", (MODERATOR, EDITOR), "Letters editor. Reads every one before half past eight."),
    Person("jun", "Jun Sato", (CONTRIBUTOR,), "Writes small programs and smaller essays."),
    Person("hana", "Hana Kowalczyk"),
    Person("obi", "Obi Nwosu"),
]


def sign_ins_file():
    return settings.DATA_DIR / "demo_accounts.txt"


def make_people() -> dict[str, User]:
    """All of them by username, with random passwords that only the owner of DATA_DIR can read."""
    lines, people = [], {}
    for person in PEOPLE:
        password = secrets.token_urlsafe(9)
        people[person.username] = make_person(person, password)
        lines.append(f"{people[person.username].email:<20}{password:<16}{', '.join(person.roles) or 'reader'}")
    path = sign_ins_file()
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")
    return people


def make_person(person: Person, password: str) -> User:
    user = User.objects.create_user(
        email=f"{person.username}@example.org",
        username=person.username,
        password=password,
        display_name=person.display_name,
        bio=person.bio,
        is_staff=bool(person.roles),
        is_superuser=ADMINISTRATOR in person.roles,
        is_demo=True,
    )
    user.groups.set(Group.objects.filter(name__in=person.roles))
    user.confirm_email()
    return user


def sign_ins() -> str:
    """One line for each account, or nothing where there are none."""
    return sign_ins_file().read_text() if sign_ins_file().exists() else ""


def remove_people() -> None:
    User.objects.filter(is_demo=True).delete()
    sign_ins_file().unlink(missing_ok=True)
