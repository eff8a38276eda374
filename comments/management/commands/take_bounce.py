import sys

from django.core.management.base import BaseCommand

from comments.letters import bounces


class Command(BaseCommand):
    help = "Reads one mail on standard input: one that came back, or a complaint, stops further mail to its reader."

    def handle(self, **options):
        """Always ends well: a mail server would send a report about a report that was not taken."""
        self.stdout.write(bounces.take(sys.stdin.buffer.read(bounces.MOST_BYTES)).said)
