from django.core.management.base import BaseCommand, CommandError

from comments import leaks


class Command(BaseCommand):
    help = "Walk every address of this site as a stranger and report words of drafts, hidden posts and comments."

    def handle(self, **options):
        found = list(leaks.leaks())
        for address, phrase, where in found:
            self.stdout.write(f"{address}: {phrase} {f'({where})' if where else ''}")
        if found:
            raise CommandError(f"{len(found)} leaks.")
        self.stdout.write(f"{len(set(leaks.every_address()))} addresses walked, nothing hidden was seen.")
