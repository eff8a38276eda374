"""What the conversation does for acts of the publication; registered with blog.seams."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from . import exporting, importing
from .models import CommentRules
from .thread import Thread


class PostConversation:
    def on_paper(self, post) -> SafeString:
        thread = Thread(post, CommentRules.load(), is_whole=True)
        return render_to_string("comments/_on_paper.html", {"thread": thread}) if thread.total else SafeString("")

    def take_in(self, post, records, ledger):
        return importing.take_in(post, records, ledger)

    def hand_out(self, posts):
        return exporting.hand_out(posts)

    def answered_since(self, batch) -> set[int]:
        return importing.answered_since(batch)

    def take_back(self, batch, staying) -> int:
        return importing.take_back(batch, staying)
