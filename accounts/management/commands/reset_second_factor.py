from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.second_factor import factor


class Command(BaseCommand):
    help = "Takes the second factor off an account whose owner lost it, and signs them out everywhere."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(f"There is no account with the address {email}.")
        if not factor.reset(person):
            raise CommandError(f"{person.email} has no second factor.")
        self.stdout.write(f"{person.email} signs in by password alone now, and is told so by mail.")
