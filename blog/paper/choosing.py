"""Between an address and a choice: what is usual for a kind of piece, and the one short form of each address."""

from dataclasses import dataclass, replace

from django.shortcuts import redirect

from ..models import PaperSettings, Post
from .choice import Choice


@dataclass(frozen=True)
class Order:
    """A post, and how somebody wants it. Only what differs from what staff have set as usual is in its addresses."""

    post: Post
    choice: Choice
    usual: Choice
    paper: PaperSettings

    @classmethod
    def read(cls, query, post: Post) -> "Order":
        paper = PaperSettings.load()
        usual = Choice.parse(paper.usual_for_pages if post.is_page else paper.usual_for_posts)
        return cls(post, Choice.read(query, usual), usual, paper)

    @property
    def query(self) -> str:
        return self.choice.query(self.usual)

    def url(self, shape: str, **changes) -> str:
        """The address of a shape (`print`, `pdf`, …) with this choice, or with some of it changed."""
        query = replace(self.choice, **changes).query(self.usual)
        address = self.post.url_of(f"blog:{shape}")
        return f"{address}?{query}" if query else address

    def short_form(self, request):
        """A form sends every field: a redirect to the address that says only what is chosen; None if this is it."""
        if request.META.get("QUERY_STRING", "") == self.query:
            return None
        return redirect(f"{request.path}?{self.query}" if self.query else request.path)
