from django.core.management.base import BaseCommand

from config.worker import work


class Command(BaseCommand):
    help = "Runs background tasks until it is told to stop. `serve` starts one; more may run beside it."

    def add_arguments(self, parser):
        parser.add_argument("--worker-id", default="", help="A name that no other worker has; made up by default.")

    def handle(self, *, worker_id, **options):
        work(worker_id)
