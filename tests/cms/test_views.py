import polib
import pytest
from django.conf import settings as site
from django.urls import reverse

from cms import errors
from cms.models import User

PASSWORD = "felt-and-wool-24"
OWN = {"origin": "http://testserver"}


@pytest.fixture
def teacher(db):
    return User.objects.create_user("aigul", password=PASSWORD, language="ky")


@pytest.fixture
def trainer(db):
    return User.objects.create_superuser("bakyt", password=PASSWORD)


def log_in(client, name="aigul", password=PASSWORD, **more):
    return client.post("/login/", {"username": name, "password": password, **more})


# -- language


@pytest.mark.parametrize("code", ["ky", "ru", "en"])
def test_front_door_leads_home_in_the_chosen_language(client, code):
    client.cookies["birge-language"] = code
    assert client.get("/").headers["Location"] == f"/{code}/"


def test_front_door_without_a_choice_is_kyrgyz_whatever_the_browser_says(client):
    reply = client.get("/", headers={"accept-language": "en"})
    assert (reply.status_code, reply.headers["Location"]) == (302, "/ky/")


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/login/?a=1", "/login/?a=1"),
        ("/ky/consent/", "/ru/consent/"),
        ("/en/", "/ru/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_language_is_kept_and_leads_back(client, target, location):
    reply = client.post("/language/", {"language": "ru", "next": target}, headers=OWN)
    assert (reply.status_code, reply.headers["Location"]) == (303, location)
    cookie = reply.cookies["birge-language"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("ru", "Strict", True)


def test_language_unknown(client):
    reply = client.post("/language/", {"language": "xx", "next": "/login/"}, headers=OWN)
    assert reply.status_code == 400
    assert not reply.cookies


def test_language_of_a_user_goes_into_the_account(client, teacher):
    log_in(client)
    client.post("/language/", {"language": "en"}, headers=OWN)
    teacher.refresh_from_db()
    assert teacher.language == "en"


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.test"}, {"origin": "null"}])
def test_language_is_not_changed_from_elsewhere(client, origin):
    reply = client.post("/language/", {"language": "ru"}, headers=origin)
    assert reply.status_code == 403
    assert "birge-language" not in reply.cookies


@pytest.mark.parametrize("path", ["/help/", "/ky/", "/exit/", "/play/"])
def test_no_cookie_tells_one_tablet_from_another(db, client, path):
    assert not client.get(path).cookies


def test_language_is_never_changed_by_a_get(client):
    reply = client.get("/language/?language=ru")
    assert reply.status_code == 405
    assert not reply.cookies


# -- the way in and out


def test_login_leads_a_teacher_to_the_classes(client, teacher):
    reply = log_in(client)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/teach/")
    assert reply.cookies["birge-language"].value == "ky"


def test_login_leads_a_trainer_to_the_cms(client, trainer):
    assert log_in(client, "bakyt").headers["Location"] == site.CMS_PREFIX


def test_who_may_not_enter_the_cms_is_led_from_its_door_to_the_classes(client, teacher, trainer):
    log_in(client)
    led = [where for where, _status in client.get(site.CMS_PREFIX, follow=True).redirect_chain]
    assert led == [f"/login/?next={site.CMS_PREFIX}", "/teach/"]

    client.post("/logout/")
    log_in(client, "bakyt")
    library = reverse("library")
    assert client.get(f"/login/?next={library}").headers["Location"] == library


def test_login_keeps_the_language_picked_before(client, teacher):
    client.cookies["birge-language"] = "ru"
    log_in(client)
    teacher.refresh_from_db()
    assert teacher.language == "ru"


def test_login_leads_only_to_this_site(client, teacher):
    assert log_in(client, next="https://evil.example/").headers["Location"] == "/teach/"


def test_login_wrong_password(client, teacher):
    reply = log_in(client, password="wrong")
    assert reply.status_code == 200
    assert 'role="alert"' in reply.text
    assert "_auth_user_id" not in client.session


def test_login_locks_after_too_many_tries_and_says_for_how_long(client, teacher):
    client.cookies["birge-language"] = "en"
    for _ in range(site.AXES_FAILURE_LIMIT):
        reply = log_in(client, password="wrong")
    assert reply.status_code == 429
    assert "Wait 15 minutes" in reply.text
    assert log_in(client).status_code == 429


def test_a_lock_holds_for_one_name_only(client, teacher, trainer):
    for _ in range(site.AXES_FAILURE_LIMIT):
        log_in(client, password="wrong")
    assert log_in(client, "bakyt").status_code == 302


def test_logout_by_post_only(client, teacher):
    log_in(client)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


# -- quick exit


def test_exit_is_kept_for_a_year_and_is_the_same_for_everybody(client):
    reply = client.get("/exit/")
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in reply.headers
    assert not reply.cookies
    client.cookies["birge-language"] = "ru"
    assert client.get("/exit/").content == reply.content


# -- errors


@pytest.mark.parametrize("code", ["ky", "ru", "en"])
def test_unknown_page_says_so_in_the_language(client, code):
    client.cookies["birge-language"] = code
    reply = client.get("/nowhere/at-all")
    assert reply.status_code == 404
    assert f'lang="{code}"' in reply.text
    assert f"<h1>{translated('There is no such page', code)}</h1>" in reply.text


def translated(message, code):
    """As the catalogue has it; a missing Kyrgyz or Russian sentence fails."""
    path = site.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    return catalogue.find(message).msgstr or (message if code == "en" else None)


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_error_pages_need_no_database(status):
    """pytest-django forbids the database here: a page that asked it would fail."""
    reply = errors.page(status)
    assert reply.status_code == status
    assert "<h1>" in reply.text


def test_an_old_form_is_refused_with_a_sentence(client, teacher):
    client.handler.enforce_csrf_checks = True
    reply = log_in(client)
    assert reply.status_code == 403
    assert 'href="/"' in reply.text
