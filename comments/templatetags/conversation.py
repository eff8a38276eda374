"""What pages say of the conversation: the thread with its form, counts for lists, the date of the latest edition."""

from contextlib import suppress

from django import template
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Post
from config.guest_form import has_session

from .. import receipts
from ..forms import PROOF, TRAP, CommentForm, EditForm
from ..letters import subscriptions
from ..mine import standing
from ..models import Comment, CommentRules
from ..reading.openness import Openness
from ..reading.paging import Place
from ..reading.thread import Thread
from ..senders import account_of

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def comment_thread(context, post):
    """The conversation under a post and the form to join it. A view adds what it has to say in `talk`."""
    request, talk, rules = context["request"], context.get("talk", {}), CommentRules.load()
    openness = Openness.of(post, rules)
    own = talk.get("own") or receipts.of_request(request, post)
    shown = own if own and own.status != "trash" else None
    asked, is_whole = Place.asked(request.GET), talk.get("is_whole", False)
    thread = Thread(post, rules, asked=asked, own=shown, is_whole=is_whole, locks=openness.threads)
    if own or has_session(request):
        request.is_personal = True
    return {
        **context.flatten(),
        "post": post,
        **_addresses(context, post, rules),
        **_of_own(own, post),
        "thread": thread,
        "edit_form": talk.get("edit_form") or (shown and EditForm(auto_id="edit-%s", initial={"comment": own.body})),
        "late_words": talk.get("late_words"),
        "preview": talk.get("preview"),
        "form": talk.get("form") or _fresh_form(request, post, openness),
        "is_open": openness.is_open,
        "closed": openness.closed,
        "post_lock": openness.post_lock,
        "holds": rules.holds_on(post),
        "may_report": rules.readers_may_report,
        "reply_word": _("Reply"),
        "keep_word": _("Keep"),
        "report_word": _("Report"),
        "trap": TRAP,
        "proof": PROOF,
        "rules": rules,
        "needs_token": has_session(request),
        "account": account_of(request),
    }


@register.simple_tag
def reply_counts(posts) -> str:
    """Sets `reply_count` on each post of a list, by one query."""
    posts = list(posts)
    of_these = Comment.objects.visible().filter(post__in=[post.pk for post in posts]).order_by()
    counts = dict(of_these.values_list("post").annotate(Count("pk")))
    for post in posts:
        post.reply_count = counts.get(post.pk, 0)
    return ""


@register.simple_tag
def latest_edition():
    """When something was last published or said; a page that shows this date stays true for as long as it is kept."""
    post = Post.objects.published().posts().order_by("-published_at").values_list("published_at", flat=True).first()
    reply = Comment.objects.visible().order_by("-created_at").values_list("created_at", flat=True).first()
    return max(filter(None, [post, reply]), default=None)


def _addresses(context, post, rules) -> dict:
    return {
        "post_url": post.get_absolute_url(),
        "conversation_url": post.url_of("comments:conversation"),
        "stamp_url": post.url_of("comments:stamp"),
        "lock_url": _lock_url(context["request"]),
        "keep_url": _keep_url(context),
        "follow_url": rules.may_follow(post) and post.url_of("comments:follow"),
    }


def _of_own(own, post) -> dict:
    """What only the sender of a comment sees beside it."""
    if not own:
        return {"own": None, "receipt": "", "standing": None, "is_asked": False}
    return {
        "own": own,
        "receipt": receipts.make(own),
        "standing": standing.of(own),
        "is_asked": subscriptions.of(own.email).waiting().filter(post=post).exists(),
    }


def _keep_url(context) -> str:
    """Where a booklet takes a comment in, but for its number; nowhere if no file can be made of it."""
    is_offered = (context.get("pdf_url") or context.get("epub_url")) and not context.get("is_hidden")
    return f"{reverse('blog:booklet')}?add=c" if is_offered else ""


def _lock_url(request) -> str:
    """Where a moderator puts a lock on."""
    may_moderate = has_session(request) and request.user.has_perm("comments.moderate_comment")
    return reverse("admin:comments_lock_add") if may_moderate else ""


def _fresh_form(request, post, openness) -> CommentForm:
    form = CommentForm(post=post, account=account_of(request), openness=openness)
    with suppress(ValidationError):
        form.answer(request.GET.get("replytocom", ""))
    return form
