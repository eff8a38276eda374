from django.core.management.base import BaseCommand

from comments import rechecking


class Command(BaseCommand):
    help = (
        "Show which stored comments would be spam today or would be it no longer, and why. A person's decision stands."
    )

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true", help="mark those as spam that wait and would be spam now")

    def handle(self, *, apply, **options):
        self.stdout.write("How a form was sent, and what came at the same time, is not known any more and not asked.")
        found = applied = 0
        for difference in rechecking.differences():
            found += 1
            self.stdout.write(self._line(difference))
            if apply and difference.may_be_applied:
                difference.apply()
                applied += 1
        self.stdout.write(f"{found} would be judged otherwise; {applied} marked as spam.")

    def _line(self, difference) -> str:
        comment, verdict = difference.comment, difference.verdict
        return f"{comment.pk}: {comment.status} → {verdict.status}. {verdict.reason} — {comment}"
