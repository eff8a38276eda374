"""What the conversation does for acts of the publication; registered with blog.seams."""

from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString

from blog.seams import Shown

from . import exporting, importing, on_paper, searching
from .models import Comment, CommentRules


class PostConversation:
    kind = searching.KIND
    changed_at = Coalesce("edited_at", "created_at")

    def visible(self):
        return Comment.objects.visible()

    def searchable(self):
        return Comment.objects.approved()

    def search_entry(self, comment):
        return searching.entry_of(comment)

    def shown(self, ids) -> dict[int, Shown]:
        comments = Comment.objects.visible().filter(pk__in=ids).select_related("post")
        return {each.pk: _shown(each) for each in comments}

    def opens_under_new_posts(self) -> bool:
        return CommentRules.load().open_on_new_posts

    def on_paper(self, post, which, root, cutter) -> SafeString:
        return on_paper.talk_of(post, which, root, cutter)

    def openings(self, post) -> list[tuple[int, str]]:
        return on_paper.openings(post)

    def take_in(self, post, records, ledger):
        return importing.take_in(post, records, ledger)

    def hand_out(self, posts):
        return exporting.hand_out(posts)

    def answered_since(self, batch) -> set[int]:
        return importing.answered_since(batch)

    def take_back(self, batch, staying) -> int:
        return importing.take_back(batch, staying)


def _shown(comment: Comment) -> Shown:
    return Shown(comment.post, comment.get_absolute_url(), comment.name, comment.created_at, comment.body_html)
