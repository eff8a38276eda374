import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from config.models import OutgoingMail, SiteSettings
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    client.force_login(make_user("owner", is_staff=True, is_superuser=True, role=None))
    return client


@pytest.fixture
def given_up():
    EmailMessage("Your comment", "secret words", to=["ines@example.org"]).send()
    OutgoingMail.objects.update(state="given up", attempts=8, last_error="SMTPServerDisconnected: gone")
    return OutgoingMail.objects.get()


def test_staff_see_what_became_of_a_mail_and_not_its_words(owner, given_up):
    listed = owner.get(reverse("admin:config_outgoingmail_changelist"), {"q": "ines@"}).content.decode()
    opened = owner.get(reverse("admin:config_outgoingmail_change", args=[given_up.pk])).content.decode()
    for page in (listed, opened):
        assert "ines@example.org" in page
        assert "SMTPServerDisconnected" in page
        assert "secret words" not in page


def test_staff_send_a_given_up_mail_again(owner, given_up, run_tasks, mailoutbox):
    chosen = {"action": "send_again", "_selected_action": [given_up.pk]}
    page = owner.post(reverse("admin:config_outgoingmail_changelist"), chosen, follow=True).content.decode()
    assert "1 mail is sent again." in page
    run_tasks()
    given_up.refresh_from_db()
    assert given_up.state == "sent"


def test_the_site_settings_are_one_page(owner):
    page = owner.get(reverse("admin:config_sitesettings_changelist"), follow=True)
    assert page.redirect_chain == [(reverse("admin:config_sitesettings_change", args=[1]), 302)]
    values = {"title": "The Tide", "tagline": "", "description": "", "colophon": "", "posts_per_page": 5}
    owner.post(page.redirect_chain[0][0], values)
    assert SiteSettings.load().title == "The Tide"
    assert owner.get(reverse("admin:config_sitesettings_add")).status_code == 403
