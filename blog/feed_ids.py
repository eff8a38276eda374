import uuid


def new_feed_id() -> str:
    """A feed id is given once and never changes, whatever happens to the slug or the domain (RFC 4287, 4.2.6)."""
    return uuid.uuid4().urn
