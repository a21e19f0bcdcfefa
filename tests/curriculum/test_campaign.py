"""The 16 Days in the curriculum: content, what a trainer edits, what keeps a day from classes."""

import copy
import shutil

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from curriculum import actions, campaign
from curriculum.actions import CONTENT, Outcome
from curriculum.checks import snippets
from curriculum.models import CampaignDay
from curriculum.models.campaign import DAYS
from tests.curriculum.forms import stream_form

KEY = "four-ways"


def starter():
    text = (CONTENT / "snippets" / "campaign.yaml").read_text("utf-8")
    return yaml.load(text, yaml.CSafeLoader)


@pytest.fixture
def day():
    """Finds a day in a language."""

    def find(key=KEY, language="ky"):
        return CampaignDay.objects.get(key=key, locale__language_code=language)

    return find


# Content


def test_starter_has_sixteen_days_and_six_written_in_three_languages():
    assert CampaignDay.objects.count() == 3 * DAYS
    for language in ("ky", "ru", "en"):
        days = campaign.headings(language)
        assert [one.day for one in days] == list(range(1, DAYS + 1))
        assert [one.day for one in days if one.is_ready] == [1, 2, 3, 4, 5, 6]
        assert {one.title.language for one in days} == {language}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_written_activity_can_be_done(language):
    for one in campaign.headings(language):
        found = campaign.activity(one.key, language)
        assert (found is not None) == one.is_ready
        if found:
            assert 3 <= len(found.steps) <= 5
            assert 5 <= one.minutes <= 10
            assert all((found.lighter, found.if_told, one.family, one.aim))


def test_the_youngest_read_their_own_words_where_there_are_any():
    first, *_others, last = campaign.activity("ask-first", "en").steps

    assert first.board_for("7-10").startswith("Aizada has drawn")
    assert first.board_for("11-12").startswith("Aizada has a funny picture")
    assert last.board_for("7-10") == last.board


def test_language_without_a_translation_reads_the_source(day):
    day(language="ru").delete()

    found = campaign.activity(KEY, "ru")

    assert found.heading.title.language == "ky"
    assert found.heading.title.text == day().title


def put(value, *path):
    def alter(data):
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return alter


FAULTS = [
    (put(2, "days", 0, "day"), "days: must have each day once"),
    (put(17, "days", 0, "day"), "days[0].day: must be one of: 1, 2"),
    (put(11, "days", 0, "minutes"), "days[0].minutes: must be one of: 5, 6"),
    (put(None, "days", 0, "minutes"), "days[0].minutes: missing"),
    (put(None, "days", 0, "if_told"), "days[0].if_told: missing"),
    (put([], "days", 0, "steps"), "days[0].steps: has too few entries"),
    (put({"en": "A", "ru": "А"}, "days", 0, "aim"), "days[0].aim.ky: missing"),
    (put("я" * 61, "days", 0, "title", "ru"), "days[0].title.ru: is too long"),
    (put("о" * 141, "days", 0, "steps", 0, "board", "ky"), "days[0].steps[0].board.ky: is too"),
    (put("The winner is", "days", 0, "aim", "en"), "days[0].aim.en: has a word to avoid: winner"),
    (put("Have you ever been hit?", "days", 0, "steps", 0, "board", "en"),
     "days[0].steps[0].board.en: asks for the pupil's own experience"),
    (put("Call 111 now", "days", 9, "title", "en"), "days[9].title.en: names a helpline number"),
    (put("helping-sentences", "days", 1, "key"), "days: has the same name twice"),
    (put(lambda: 0, "days", 3), "days[3]: must have fields"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "sentence"), FAULTS, ids=[sentence for _f, sentence in FAULTS])
def test_bad_campaign_names_the_place(settings, fault, sentence):
    settings.LANGUAGE_CODE = "en"
    data = copy.deepcopy(starter())
    fault(data)

    found = [f"{problem.path}: {problem.what}" for problem in snippets.problems(data, "campaign")]

    assert [one for one in found if one.startswith(sentence)]


def test_good_campaign_has_no_problem_and_too_few_days_one():
    data = starter()
    assert snippets.problems(data, "campaign") == []

    del data["days"][15]
    assert [problem.path for problem in snippets.problems(data, "campaign")] == ["days"]


# What a trainer does


def day_form(one, **changes):
    fields = ("day", "minutes", "title", "aim", "lighter", "if_told", "family", "key")
    data = {name: str(getattr(one, name) or "") for name in fields}
    data |= {"is_ready": "on"} if one.is_ready else {}
    return data | dict(stream_form("steps", one.steps)) | changes


def edit_url(one):
    return reverse("wagtailsnippets_curriculum_campaignday:edit", args=[one.pk])


def test_trainer_edits_a_day_and_loading_again_leaves_it(trainer, day, tmp_path):
    assert trainer.get(edit_url(day())).status_code == 200

    reply = trainer.post(edit_url(day()), day_form(day(), title="Төрт жол"))

    assert reply.status_code == 302
    changed = tmp_path / "content"
    shutil.copytree(CONTENT, changed)
    file = changed / "snippets" / "campaign.yaml"
    file.write_text(file.read_text("utf-8").replace("minutes: 10", "minutes: 9"), "utf-8")
    for folder, outcome in ((CONTENT, Outcome.UNCHANGED), (changed, Outcome.EDITED)):
        found = {one.name: one.outcome for one in actions.load(folder=folder)}
        assert found[KEY] == outcome
    assert (day().title, len(day().steps)) == ("Төрт жол", 4)


def test_trainer_writes_a_day_and_classes_get_it(trainer, day):
    source, written = day("listening-well"), day_form(day())
    kept = {"day": "7", "key": "listening-well", "title": source.title, "is_ready": "on"}

    reply = trainer.post(edit_url(source), written | kept)

    assert reply.status_code == 302
    assert campaign.activity("listening-well", "ky").heading.day == 7
    # What is not translated yet is read in the source language.
    assert campaign.activity("listening-well", "ru").heading.is_ready


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"aim": ""}, "aim"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "45"}, "minutes"),
        ({"day": "17"}, "day"),
        ({"day": "1"}, "day"),
        ({"steps-3-deleted": "1", "steps-2-deleted": "1"}, "steps"),
        ({"aim": "Биздин жеңүүчү"}, "aim"),
        ({"steps-0-value-board": "Сени менен ушундай болду беле?"}, "steps"),
    ],
)
def test_trainer_cannot_make_ready_what_is_not(trainer, day, changes, field):
    reply = trainer.post(edit_url(day()), day_form(day(), **changes))

    assert reply.status_code == 200
    assert field in reply.context["form"].errors
    assert day().title == "Жанында болуунун төрт жолу"


def test_trainer_sees_the_days_in_the_menu_and_a_preview(trainer, day):
    listing = reverse("wagtailsnippets_curriculum_campaignday:list")
    assert listing in trainer.get(reverse("wagtailadmin_home")).content.decode()
    assert "Аягына чейин угуу" in trainer.get(listing).content.decode()
    preview = reverse("wagtailsnippets_curriculum_campaignday:preview_on_edit", args=[day().pk])

    assert trainer.post(preview, day_form(day())).json()["is_valid"]
    text = trainer.get(preview).content.decode()
    assert day().steps[0].value["board"] in text


def test_translation_with_a_word_to_avoid_is_refused(day):
    source = day()
    translation = Translation.objects.get(
        source__object_id=source.translation_key, target_locale__language_code="ru"
    )
    aim = StringSegment.objects.get(source=translation.source, context__path="aim")
    StringTranslation.objects.filter(
        translation_of=aim.string, context=aim.context, locale=translation.target_locale
    ).update(data="Выбираем победителя")

    with pytest.raises(ValidationError):
        translation.save_target()

    assert "победител" not in day(language="ru").aim
