"""Fills a site with one of everything, and prints all rows of a site, for the tests of backups."""

import hashlib
import sys
from pprint import pformat

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from config.mail import OutgoingMail
from config.tests.slow_tasks import dawdle

PICTURE = bytes(range(256)) * 40


def fill():
    from tests.builders import make_comment, make_page, make_post, make_user

    editor = make_user("edith", role="editor", display_name="Édith \U0001f5de")
    Group.objects.create(name="Proof-readers").permissions.set(Permission.objects.all()[:3])
    editor.groups.add(Group.objects.get(name="Proof-readers"))
    post = make_post("Tides — 潮汐 🌊", author=editor, body="# Tides\n\nTabs\tand “quotes”, \\ and \u202bRTL\u202c.")
    post.body += "\n\nSecond thoughts."
    post.save(by=editor)
    post.revisions.get(number=1).withdraw(by=editor, reason="A slip “of the pen” 🌊")
    post.trash(by=editor)
    post.restore(by=editor)
    make_post("For the family", visibility="password", password="ebb “und” Flut 🌊")
    make_page("About", parent=make_page("House"))
    first = make_comment(post, body="One")
    make_comment(post, body="Two", parent=first)
    first.mark_spam(by=editor) if hasattr(first, "mark_spam") else first.trash(by=editor, reason="")
    for name in ("pictures/a b é.png", "paper/x.pdf"):
        default_storage.save(name, ContentFile(PICTURE + name.encode()))
    mail.EmailMessage("Waiting", "words", to=["ines@example.org"]).send()
    dawdle.enqueue("/nowhere", 0.5)


def print_rows():
    left_out = {"sessions.Session", "config.WorkerPulse", "config.StoredFile"}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or model._meta.label in left_out:
            continue
        fields = sorted(f.attname for f in model._meta.get_fields() if f.concrete and not f.many_to_many)
        for row in sorted(model._base_manager.values_list(*fields), key=repr):
            values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
            # PostgreSQL keeps JSON in an order of its own.
            facts = pformat(dict(zip(fields, values, strict=True)), width=1_000_000, sort_dicts=True)
            sys.stdout.write(f"{model._meta.label} {facts}\n")


def print_files(folder=""):
    folders, files = default_storage.listdir(folder)
    for name in sorted(f"{folder}{file}" for file in files):
        with default_storage.open(name) as file:
            sys.stdout.write(f"{name} {hash_of(file.read())}\n")
    for each in sorted(folders):
        print_files(f"{folder}{each}/")


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def waiting_mails() -> int:
    return OutgoingMail.objects.waiting().count()
