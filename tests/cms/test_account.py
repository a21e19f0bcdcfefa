"""The page of one's account: its language is that of the whole site, and neither an e-mail
nor a time zone is asked."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.models import User
from curriculum import roles

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("wagtailadmin_account")


@pytest.fixture
def asel():
    user = User.objects.create(username="asel", first_name="Асел", last_name="Асанова")
    user.groups.add(roles.make_trainer_group())
    return user


@pytest.fixture
def mine(asel):
    client = Client()
    client.force_login(asel, backend="django.contrib.auth.backends.ModelBackend")
    return client


def save(client, language):
    form = {
        "name_email-first_name": "Асел",
        "name_email-last_name": "Асанова",
        "locale-preferred_language": language,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    return client.post(ACCOUNT, form)


def language_of(reply):
    cookie = reply.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    return cookie.value if cookie else None


@pytest.mark.parametrize("language", ["xx", "<script>", "ru/../en"])
def test_an_unknown_language_changes_nothing(language, mine, asel):
    reply = save(mine, language)

    asel.refresh_from_db()
    assert (reply.status_code, language_of(reply), asel.language) == (200, None, "ky")


def test_a_teacher_has_no_such_page(asel):
    asel.groups.clear()
    client = Client()
    client.force_login(asel, backend="django.contrib.auth.backends.ModelBackend")

    reply = save(client, "ru")

    asel.refresh_from_db()
    assert (reply.status_code, asel.language) == (302, "ky")
    assert reply.headers["Location"].startswith(reverse("login"))


def test_what_is_chosen_is_the_language_of_the_site(mine, asel):
    reply = save(mine, "ru")

    asel.refresh_from_db()
    assert (reply.status_code, language_of(reply), asel.language) == (302, "ru", "ru")
    assert 'lang="ru"' in mine.get(ACCOUNT).content.decode()
    assert mine.get("/").headers["Location"] == "/ru/"


def test_without_a_choice_all_stays_as_it_is(mine, asel):
    reply = save(mine, "")

    asel.refresh_from_db()
    assert (reply.status_code, language_of(reply), asel.language) == (302, None, "ky")


def test_the_switch_of_the_site_wins_when_it_comes_later(mine, asel):
    save(mine, "ru")
    sent = {"language": "ky"}

    mine.post(reverse("language"), sent, headers={"origin": "http://testserver"})

    assert UserProfile.objects.get(user=asel).preferred_language == ""
    assert 'lang="ky"' in mine.get(ACCOUNT).content.decode()


@pytest.mark.parametrize("asked", ["name_email-email", "current_time_zone"])
def test_nobody_is_asked_for_an_e_mail_or_where_the_clock_stands(asked, mine):
    assert asked not in mine.get(ACCOUNT).content.decode()
