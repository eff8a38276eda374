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


@pytest.mark.parametrize("key", ["payload__body__regex", "payload__contains", "to__regex", "created_at__year", "key"])
def test_the_words_of_a_mail_cannot_be_guessed_by_asking_the_list(owner, given_up, key):
    assert owner.get(reverse("admin:config_outgoingmail_changelist"), {key: "99999999"}).status_code == 400


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "abc", "", "2026"])
def test_odd_dates_in_the_address_are_no_accident(owner, given_up, moment):
    address = reverse("admin:config_outgoingmail_changelist")
    assert owner.get(address, {"created_at__gte": moment}).status_code in {302, 400}


def test_mails_are_found_by_what_the_filters_offer(owner, given_up):
    address = reverse("admin:config_outgoingmail_changelist")
    mails = owner.get(address, {"state__exact": "given up"}).context["cl"]
    assert list(mails.result_list) == [given_up]
    for choice in [choice for offered in mails.filter_specs for choice in offered.choices(mails)]:
        assert owner.get(address + choice["query_string"]).status_code == 200, choice


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
    owner.post(page.redirect_chain[0][0], values | {"second_factor": "wanted"})
    assert SiteSettings.load().title == "The Tide"
    assert owner.get(reverse("admin:config_sitesettings_add")).status_code == 403


def test_staff_see_of_a_discreet_mail_only_what_tells_nothing(owner, given_up):
    OutgoingMail.objects.update(is_discreet=True)
    page = owner.get(reverse("admin:config_outgoingmail_changelist")).content.decode()
    assert "i…@example.org" in page and "ines@example.org" not in page
