"""“Ban the writer…” of a comment, and many sources pasted at once; both can be tried before they are kept."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..lists import pasting, trying
from ..lists.list_forms import BanForm, PasteForm
from ..models import Comment

MOST_TRIED = 20


class ListPages:
    """For the ModelAdmin of listed sources."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("ban/<int:pk>/", wrap(self.ban_view), name="comments_listedsource_ban"),
            path("paste/", wrap(self.paste_view), name="comments_listedsource_paste"),
            *super().get_urls(),
        ]

    def ban_view(self, request, pk):
        self._require_adding(request)
        comment = get_object_or_404(Comment.objects.select_related("account"), pk=pk)
        form = BanForm(request.POST or None, comment=comment, by=request.user)
        if form.is_valid() and "_try" not in request.POST:
            with transaction.atomic():
                for entry in form.entries:
                    entry.enter()
            return self._done(request, len(form.entries), "admin:comments_comment_changelist")
        entries = form.entries if form.is_valid() else []
        context = {"title": _("Ban the writer"), "comment": comment, "form": form}
        return self._page(request, "ban.html", context, entries)

    def paste_view(self, request):
        self._require_adding(request)
        form = PasteForm(request.POST or None, by=request.user)
        if form.is_valid() and "_try" not in request.POST:
            pasting.keep(form.sheet, by=request.user)
            return self._done(request, len(form.sheet.entries), "admin:comments_listedsource_changelist", form.sheet)
        entries = form.sheet.entries if form.is_valid() else []
        return self._page(request, "paste.html", {"title": _("Paste a list"), "form": form}, entries)

    def _page(self, request, template, context, entries):
        form = context["form"]
        outcome = trying.run_sources(entries[:MOST_TRIED]) if form.is_valid() else None
        context = {**self.admin_site.each_context(request), "opts": self.opts, "outcome": outcome, **context}
        context |= {"media": self.media, "not_tried": max(0, len(entries) - MOST_TRIED)}
        status = 422 if form.is_bound and not form.is_valid() else 200
        return TemplateResponse(request, f"admin/comments/listedsource/{template}", context, status=status)

    def _done(self, request, count, address, sheet=None):
        text = ngettext("%s source listed.", "%s sources listed.", count) % count
        if sheet and sheet.known:
            text += " " + ngettext("%s was listed before.", "%s were listed before.", sheet.known) % sheet.known
        self.message_user(request, text, messages.SUCCESS)
        return redirect(address)

    def _require_adding(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
