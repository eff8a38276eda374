"""What the conversation's views answer with."""

from blog.views.pieces import piece_page


def refused_page(request, post, refused, **talk):
    """The same page with every word of the form, and why it cannot be taken."""
    response = post_page(request, post, status=refused.status, **talk)
    if refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


def post_page(request, post, *, status=200, **talk):
    """The page of the post for one person, with what the conversation has to say to them."""
    request.is_personal = True
    return piece_page(request, post, status=status, talk=talk)
