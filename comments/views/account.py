"""A member's data and the end of the account. An author's posts would stand there without one, so authors stay."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import sessions
from accounts.models import User
from config.answers import SeeOther

from ..mine import belongings, erasing
from ..mine.forms_of_mine import LeaveForm
from .mine import private_page


@require_safe
@login_required
def data(request):
    owner = belongings.of_member(request.user)
    context = {**owner.places, "owner": owner, "is_erased": "erased" in request.GET}
    return private_page(request, "comments/my_data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def leave(request):
    """Only after the password, or whatever they sign in with, was asked for just before."""
    form = LeaveForm(request.POST or None)
    hindrance = _hindrance(request.user)
    if request.method == "POST" and not hindrance and form.is_valid():
        _end(request, form.cleaned_data["way"])
        return SeeOther(f"{reverse('comments:ask_for_mine')}?left")
    status = 409 if request.method == "POST" and hindrance else form.status if form.errors else 200
    context = {"form": form, "hindrance": hindrance, "count": belongings.of_member(request.user).erasable.count()}
    return private_page(request, "comments/leave.html", context, status=status)


def _hindrance(member) -> str:
    if member.posts.exists():
        return _(
            "Your posts bear your name and need an author. Ask an editor to give them to another or to delete them."
        )
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=member.pk)
    if member.is_superuser and not others.exists():
        return _("Nobody else could run this site. Make somebody else an administrator first.")
    return ""


def _end(request, way: str) -> None:
    member = User.objects.get(pk=request.user.pk)
    with transaction.atomic():
        erasing.erase(belongings.of_member(member), way, with_account=True)
        sessions.end_all(member)
        member.delete()
    logout(request)
