from datetime import date

import pytest

from curriculum import help as sources_of_help
from curriculum.models import HelpService, LegalFact, TrustedAdult
from curriculum.states import AgeBand


def check(model, key):
    source = model.objects.get(key=key, locale__language_code="ky")
    source.checked_on, source.checked_by = date(2026, 10, 1), "Айбек"
    source.save()


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("band", [None, *AgeBand.values])
def test_pupils_always_get_a_word_and_no_unchecked_service(language, band):
    found = sources_of_help.help_for_pupils(band, language)

    assert [words.language for words in found.trusted_adults] == [language]
    assert found.services == ()


def test_help_is_not_empty_when_the_texts_were_deleted():
    TrustedAdult.objects.all().delete()

    assert sources_of_help.help_for_pupils("7-10", "ru").trusted_adults[0].text


def test_checked_service_reaches_pupils_in_every_language():
    check(HelpService, "child_helpline")

    for language, name in [("ky", "Балдар үчүн ишеним телефону"), ("en", "Children's helpline")]:
        (service,) = sources_of_help.help_for_pupils(None, language).services
        assert (service.name, service.number, service.is_checked) == (name, "111", True)


def test_half_a_check_is_none():
    source = HelpService.objects.get(key="police", locale__language_code="ky")
    source.checked_on = date(2026, 10, 1)
    source.save()

    assert sources_of_help.help_for_pupils(None, "ky").services == ()


def test_adults_see_everything_marked():
    check(HelpService, "police")

    services = sources_of_help.help_for_adults("ru").services

    assert len(services) == 7
    assert [service.number for service in services if service.is_checked] == ["102"]


def test_legal_facts_reach_pupils_only_when_checked():
    assert sources_of_help.legal_facts_for_pupils("en") == ()
    assert len(sources_of_help.legal_facts_for_adults("en")) == 9

    check(LegalFact, "image_right")

    (fact,) = sources_of_help.legal_facts_for_pupils("en")
    assert fact.words.text.startswith("The Civil Code")


def test_help_page_shows_a_pupil_no_unchecked_number(client):
    text = client.get("/help/").content.decode()

    assert "Бир нерсе сени тынчсыздандырса" in text
    assert "111" not in text
    assert "Граждандык" not in text


def test_help_page_shows_an_adult_all_numbers(trainer):
    text = trainer.get("/help/").content.decode()

    assert "111" in text
    assert text.count("help__unchecked") == 7 + 9


def test_help_page_says_when_a_service_was_checked_and_what_a_call_is(client):
    check(HelpService, "child_helpline")

    text = client.get("/help/?language=en").content.decode()

    assert "Checked on 01.10.2026" in text
    service = HelpService.objects.get(key="child_helpline", locale__language_code="en")
    for words in (service.number, service.cost, service.hours, service.get_recorded_display()):
        assert str(words) in text


def test_help_is_in_the_language_of_the_quiz(client):
    asked = {code: client.get(f"/help/?language={code}") for code in ("ky", "ru", "xx")}

    assert '<html lang="ru">' in asked["ru"].content.decode()
    assert asked["xx"].content == asked["ky"].content


def test_help_names_the_language_of_each_text(client):
    check(HelpService, "police")
    HelpService.objects.get(key="police", locale__language_code="ru").delete()

    text = client.get("/help/?language=ru").content.decode()

    source = HelpService.objects.get(key="police", locale__language_code="ky")
    assert f'<h3 lang="ky">{source.name}</h3>' in text
    assert f'<p lang="ky">{source.note}</p>' in text
