"""What every WordPress is born with: “Hello world!”, “Sample Page” and the comment of A WordPress Commenter."""

from .records import PostRecord

# Type, number and slug; in other languages the slugs are other ones, and such pieces come along.
BORN_WITH = {("post", "1", "hello-world"), ("page", "2", "sample-page")}
COMMENTER = "wapuu@wordpress.example"


def is_sample(record: PostRecord) -> bool:
    """True only of one that nobody has changed or answered."""
    is_untouched = record.updated_at is None or record.updated_at == record.published_at
    unanswered = all(comment.email == COMMENTER for comment in record.comments)
    return (
        (record.type, record.id, record.slug) in BORN_WITH
        and record.markup == "wordpress"
        and is_untouched
        and unanswered
    )
