from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "What `make run` does: migrate, demo content in an empty site, serve. In one go, for each start costs a second."
    )
    requires_system_checks = []

    def handle(self, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if "demo_content" in get_commands():
            call_command("demo_content")
        call_command("serve")
