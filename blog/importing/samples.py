"""What every WordPress is born with: “Hello world!”, “Sample Page” and the comment of A WordPress Commenter."""

from .records import PostRecord

# The first post and the first page of a new site, in whatever language.
BORN_WITH = {("post", "1"), ("page", "2")}
COMMENTER = "wapuu@wordpress.example"


def is_sample(record: PostRecord) -> bool:
    """True only of one that nobody has changed or answered."""
    is_untouched = record.updated_at is None or record.updated_at == record.published_at
    unanswered = all(comment.email == COMMENTER for comment in record.comments)
    return (record.type, record.id) in BORN_WITH and record.markup == "wordpress" and is_untouched and unanswered
