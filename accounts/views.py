from allauth.core.internal.ratelimit import decorator as limited
from allauth.mfa.webauthn.views import login_webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .forms import ProfileForm
from .models import User


@require_safe
def index(request):
    return redirect("accounts:profile")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    # A copy: what was typed wrongly must not show as the person's name in the masthead.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return HttpResponseRedirect(reverse("accounts:profile"), status=303)
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def end_session(request, pk):
    elsewhere = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    get_object_or_404(elsewhere, pk=pk).end()
    messages.success(request, _("You are signed out there."))
    return HttpResponseRedirect(reverse("usersessions_list"), status=303)


# allauth counts answers alone, but a question makes a session, and anybody may ask one.
passkey_door = limited(app="allauth.mfa", action="webauthn_login", limit_get=True)(login_webauthn)
