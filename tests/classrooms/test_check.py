"""Is the room ready?  A page that may stand on the wall."""

import re
import wave

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from classrooms import check
from curriculum.models import HelpService, TrustedAdult
from quizzes import waiting
from tests.classrooms.factories import MembershipFactory
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_here():
    waiting.forget()
    yield
    waiting.forget()


@pytest.fixture
def look(teacher, as_user, classroom):
    client = as_user(teacher)

    def get(language="ky", **headers):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client.get(reverse("teach:check", args=[classroom.pk]), headers=headers)

    return get


def text(reply):
    return reply.content.decode()


def test_check_shows_the_address_that_tablets_open(look, monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://birge.school.test")

    page = text(look())

    assert "http://birge.school.test/play/" in page
    assert '<svg class="qr"' in page or "<svg" in page.split('class="qr__code"')[1]


def test_check_without_a_network_says_what_to_do(look, monkeypatch):
    monkeypatch.delenv("BIRGE_PUBLIC_URL", raising=False)
    monkeypatch.setattr("cms.addresses.lan_addresses", list)

    page = text(look("en"))

    assert "Connect it to the Wi-Fi" in page
    assert "qr__code" not in page


@pytest.mark.parametrize(
    ("polls", "said"),
    [
        (0, "No tablet is on the join page yet."),
        (2, "About 1 tablet is on the join page."),
        (12, "About 6 tablets are on the join page."),
    ],
)
def test_check_counts_tablets_on_the_join_page(polls, said, look, client):
    for _ in range(polls):
        client.get("/play/here")

    page = text(look("en"))
    part = text(look("en", **HTMX))

    assert said in page
    assert said in part
    assert part.lstrip().startswith('<p id="tablets"')
    assert "<html" not in part


def test_check_names_unchecked_help_services_and_not_the_checked(look):
    first, *others = HelpService.objects.filter(locale__language_code="ky")
    first.checked_on, first.checked_by = timezone.localdate(), "А. Б."
    first.save()

    page = text(look())

    assert others
    assert [service.name for service in others if service.name not in page] == []
    assert first.name not in page
    assert reverse("help") in page


def test_check_shows_no_number_of_an_unchecked_service(look):
    numbers = [s.number for s in HelpService.objects.filter(locale__language_code="ky") if s.number]

    words = re.sub(r"<[^>]*>", " ", text(look()).split("<main")[1])

    assert numbers
    assert [number for number in numbers if re.search(rf"(?<!\d){number}(?!\d)", words)] == []


def test_check_when_all_services_are_checked(look):
    HelpService.objects.update(checked_on=timezone.localdate(), checked_by="А. Б.")

    assert "All help services are checked." in text(look("en"))


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_check_reads_the_words_for_the_age_of_the_class(language, look, classroom):
    words = TrustedAdult.objects.get(
        age_band=classroom.age_band, locale__language_code=language
    ).text

    assert words in text(look(language))


def test_check_never_lacks_words_on_whom_to_tell(look, classroom):
    TrustedAdult.objects.all().delete()

    (words,) = check.of(classroom, "en").trusted_adults
    assert words.text in text(look("en"))


def test_check_tells_language_and_class(look, classroom):
    page = text(look("ru"))

    assert "<strong>Русский</strong>" in page
    assert f"<strong>{classroom.name}</strong> · 24 " in page


def test_check_works_without_a_script(look):
    page = text(look())

    assert re.search(r"<noscript>.*?/check/.*?</noscript>", page, re.DOTALL)
    assert re.search(r"<div data-window hidden>", page)
    assert "data-fullscreen hidden" in page


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_check_shows_no_english(language, look):
    main = text(look(language)).split("<main")[1].split(">", 1)[1].split("</main>")[0]

    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>|https?://\S+|&\w+;", " ", main)))
    assert words <= {"Ctrl", "Wi", "Fi"}


def test_check_of_a_stranger_does_not_exist(classroom, as_user, coordinator):
    url = reverse("teach:check", args=[classroom.pk])

    assert as_user(MembershipFactory().user).get(url).status_code == 404
    assert as_user(coordinator).get(url).status_code == 403


def test_check_queries(look, django_assert_num_queries):
    with django_assert_num_queries(9):
        look()
    with django_assert_num_queries(5):
        look(**HTMX)


def test_the_sound_is_short_soft_and_small():
    path = finders.find("audio/check.wav")
    with wave.open(path) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        frames = sound.readframes(sound.getnframes())
        shape = (sound.getnchannels(), sound.getsampwidth())
    loudest = max(
        abs(int.from_bytes(frames[i : i + 2], "little", signed=True))
        for i in range(0, len(frames), 2)
    )

    assert shape == (1, 2)
    assert len(frames) <= 20 * 1000
    assert 0.5 < seconds < 2
    assert 0.1 < loudest / 2**15 < 0.5
