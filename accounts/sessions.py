"""
Where a person is signed in: allauth keeps a row beside each session. It is written at sign-in and every ten minutes of
use, never for strangers, and goes with its session. Of the address it keeps the network.
"""

import logging
import time
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone

from config.networks import start_of_network

logger = logging.getLogger("broadsheet.accounts")

EVERY = timedelta(minutes=10)
NOTED = "noted"
LONGEST_AGENT = UserSession._meta.get_field("user_agent").max_length


class SessionsSeen:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Only where the page itself has looked who is there: nothing is asked of the database for a stranger.
        if request.session.accessed and request.user.is_authenticated and not _is_noted(request.session):
            self._note(request)
        return response

    def _note(self, request):
        """A page that is ready is not held back by a list that is behind."""
        try:
            note(request)
        except DatabaseError as error:
            logger.warning("A session could not be noted: %s", error.__class__.__name__)


def note(request) -> None:
    key = request.session.session_key
    facts = {
        "user": request.user,
        "ip": start_of_network(request.META.get("REMOTE_ADDR", "")),
        "user_agent": request.headers.get("User-Agent", "")[:LONGEST_AGENT],
        "last_seen_at": timezone.now(),
    }
    if not UserSession.objects.filter(session_key=key).update(**facts):
        UserSession.objects.bulk_create([UserSession(session_key=key, **facts)], ignore_conflicts=True)
    request.session[NOTED] = {"key": key, "at": time.time()}


def _is_noted(session) -> bool:
    noted = session.get(NOTED, {"key": "", "at": 0})
    return noted["key"] == session.session_key and time.time() - noted["at"] < EVERY.total_seconds()


def end_others(request) -> int:
    others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    return _end(others)


def end_all(person) -> int:
    return _end(UserSession.objects.filter(user=person))


def _end(rows) -> int:
    ended = [row.end() for row in rows]
    return len(ended)


def forget_ended() -> None:
    """Sessions that are over, and the rows beside them."""
    SessionStore.clear_expired()
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()
