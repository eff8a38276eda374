from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import demo as demo_accounts
from accounts.models import User
from blog.demo import loading as demo_posts
from blog.models import Post
from comments.demo import loading as demo_comments

OWNER_NEEDED = (
    "There are posts that you wrote under a demo account. Make an account of your own first "
    "(manage.py createsuperuser); they will be yours then."
)


class Command(BaseCommand):
    help = "Fill an empty site with something worth reading; --remove takes it all away and leaves what is yours."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take the demo content away")

    @transaction.atomic
    def handle(self, *, remove, **options):
        if remove:
            return self.remove()
        if not User.objects.exists() and not Post.objects.exists():
            people = demo_accounts.make_people()
            demo_posts.load(people)
            demo_comments.load(people)
        elif not demo_accounts.sign_ins():
            return self.stdout.write("The site is not empty, so nothing was added.")
        return self.stdout.write("Sign in at /admin/ with one of these:\n" + demo_accounts.sign_ins())

    def remove(self):
        own = Post.objects.filter(demo_posts.own_posts())
        owner = User.objects.filter(is_superuser=True, is_demo=False).order_by("pk").first()
        if own.exists() and owner is None:
            raise CommandError(OWNER_NEEDED)
        demo_posts.remove()
        own.update(author=owner)
        demo_accounts.remove_people()
        self.stdout.write("The demo content is gone. Make yourself an account: manage.py createsuperuser")
