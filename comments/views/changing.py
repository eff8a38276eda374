"""A sender changes or withdraws their own comment by its receipt, guests too, while it is fresh."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_POST

from blog.locks import keys
from config.answers import SeeOther
from config.guest_form import guest_form

from .. import receipts
from ..answers import post_page, refused_page
from ..forms import EditForm
from ..mine import standing
from ..receiving import may_revise, revise
from ..receiving import withdraw as take_back
from ..senders import sender_of


@require_POST
@guest_form
def edit(request, pk):
    comment = _by_receipt(request, pk)
    if not receipts.is_open(comment):
        return post_page(request, comment.post, status=403, late_words=request.POST.get("comment", ""))
    form = EditForm(request.POST, auto_id="edit-%s").guarded(request)
    if form.is_valid() and not may_revise(comment):
        form.refuse_another()
    if not form.is_valid():
        return refused_page(request, comment.post, form, own=comment, edit_form=form)
    # The receipt stands for the opening stamp, and for the letter that was answered.
    seconds = (timezone.now() - comment.created_at).total_seconds()
    sender = sender_of(request, seconds=max(seconds, 60), proven_email=comment.proven_email)
    revise(comment, form.cleaned_data["comment"], sender)
    return SeeOther(receipts.address(comment))


@require_POST
@guest_form
def withdraw(request, pk):
    comment = _by_receipt(request, pk)
    if request.is_foreign:
        return post_page(request, comment.post, status=403, own=comment)
    standing_page = standing.address_of(comment)
    if receipts.is_open(comment):
        take_back(comment)
    return SeeOther(standing_page)


def _by_receipt(request, pk):
    comment = receipts.read(request.POST.get("receipt", ""))
    if comment is None or comment.pk != pk or not comment.post.is_out:
        raise Http404
    keys.demand(request, comment.post)
    return comment
