"""A trainer brings questions into a lesson and takes them out, through the CMS's own pages."""

import io

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, PageLogEntry

from curriculum.exchange import formats, table
from curriculum.exchange.drafts import Lost
from curriculum.models import LessonPage
from tests.curriculum.exchange.files import GOOD_ROW, own_table
from tests.privacy.lessons import another_trainer, publish, read_in, said

pytestmark = pytest.mark.django_db
GIFT = "Чын ооба кандай?{=Жылмаюу ~Үнсүздүк#Ооба эмес.}\n\nЭмне?{=бир =эки}\n"


@pytest.fixture(autouse=True)
def _english(client):
    read_in(client, "en")


def way(name, page):
    return reverse(f"questions_{name}", args=[page.pk])


def send(client, page, data, name="questions.txt"):
    data = data.encode() if isinstance(data, str) else data
    return client.post(way("from_file", page), {"file": SimpleUploadedFile(name, data)})


def confirm(client, page, response, chosen=None):
    sealed = response.context["sealed"]
    offered = [each.id for each in response.context["form"].offered]
    form = {"sealed": sealed, "take": offered if chosen is None else chosen}
    return client.post(way("take", page), form)


def draft(page):
    return LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_dry_run_shows_what_comes_and_changes_nothing(trainer, lesson):
    page = lesson()
    before = page.latest_revision_id

    response = send(trainer, page, GIFT)

    text = response.content.decode()
    assert [each.question.prompt for each in response.context["form"].offered] == [
        "Чын ооба кандай?"
    ]
    assert [str(problem.place) for problem in response.context["problems"]] == ["Line 3"]
    assert "Үнсүздүк" in text
    assert "No explanation yet." in text
    assert "shortanswer" in text
    assert LessonPage.objects.get(pk=page.pk).latest_revision_id == before


def test_confirmed_questions_stand_at_the_end_of_a_draft(trainer, lesson):
    page = lesson()
    there = [child.id for child in page.questions]

    response = confirm(trainer, page, send(trainer, page, GIFT))

    assert response.status_code == 302
    assert "1 question was added" in said(trainer.get(response.url))
    after = draft(page)
    assert [child.id for child in after.questions][:-1] == there
    added = after.questions[-1]
    assert added.id not in there
    assert added.value["name"] == f"q{len(there) + 1}"
    assert [
        (o["name"], o["text"], o["in_key"], o["explanation"]) for o in added.value["options"]
    ] == [
        ("a", "Жылмаюу", True, ""),
        ("b", "Үнсүздүк", False, "Ооба эмес."),
    ]
    assert all(item.id for item in added.value["options"].bound_blocks)
    live = LessonPage.objects.get(pk=page.pk)
    assert live.live
    assert live.has_unpublished_changes
    assert [child.id for child in live.questions] == there
    assert PageLogEntry.objects.filter(
        page=page, action="wagtail.edit", user__username="asel"
    ).exists()


def test_questions_without_explanations_do_not_go_live(trainer, lesson):
    page = lesson()
    confirm(trainer, page, send(trainer, page, GIFT))

    response = publish(trainer, draft(page))

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"questions"}


def test_confirming_twice_adds_once(trainer, lesson):
    page = lesson()
    shown = send(trainer, page, GIFT)

    confirm(trainer, page, shown)
    response = confirm(trainer, page, shown)

    assert "0 questions were added" in said(trainer.get(response.url))
    assert len(draft(page).questions) == len(page.questions) + 1


def test_only_marked_questions_come(trainer, lesson):
    page = lesson()
    shown = send(trainer, page, own_table(GOOD_ROW, GOOD_ROW | {"prompt": "Second?"}), "x.xlsx")
    second = shown.context["form"].offered[1].id

    none = confirm(trainer, page, shown, chosen=[])
    confirm(trainer, page, shown, chosen=[second])

    assert none.status_code == 200
    assert "Choose at least one question." in none.content.decode()
    assert draft(page).questions[-1].value["prompt"] == "Second?"
    assert len(draft(page).questions) == len(page.questions) + 1


def test_unfinished_draft_takes_questions_too(trainer, lesson):
    page = lesson()
    page.key_message = ""
    page.save_revision(clean=False)

    confirm(trainer, page, send(trainer, page, GIFT))

    assert draft(page).key_message == ""
    assert len(draft(page).questions) == len(page.questions) + 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>A{=b ~c}</html>", "web page"),
        (b"x" * (formats.MOST_BYTES + 1), "larger than 2 megabytes"),
        (b"", "empty"),
    ],
)
def test_bad_file_is_answered_with_a_sentence(trainer, lesson, data, words):
    response = send(trainer, lesson(), data, "questions.xlsx")

    assert response.status_code == 200
    (error,) = response.context["form"].errors["file"]
    assert words in error


def test_hostile_question_is_inert_in_the_dry_run_and_in_the_preview(trainer, lesson):
    page = lesson()
    bad = "<script>alert(1)</script>{{ 7|add:7 }}"
    row = GOOD_ROW | {"prompt": bad, "text1": bad, "why1": bad}
    shown = send(trainer, page, own_table(row))
    confirm(trainer, page, shown)

    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    preview = trainer.get(url, {"mode": "tablet"}).content.decode()

    for text in (shown.content.decode(), preview):
        assert "<script>alert(1)" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in text


def test_what_is_not_sealed_here_is_refused(trainer, lesson):
    page, other = lesson(), lesson("care-or-control")
    shown = send(trainer, page, GIFT)
    forged = signing.dumps([page.pk, 1, []], salt="another")

    assert confirm(trainer, other, shown).status_code == 400
    assert trainer.post(way("take", page), {"sealed": forged}).status_code == 400
    assert trainer.post(way("take", page), {"sealed": ""}).status_code == 400
    trainer.force_login(another_trainer("nurlan"))
    assert confirm(trainer, page, shown).status_code == 400
    assert len(draft(page).questions) == len(page.questions)


@pytest.mark.parametrize("name", ["from_file", "to_file"])
def test_who_may_not_edit_a_lesson_meets_a_closed_door(trainer, lesson, name):
    page = lesson()
    GroupPagePermission.objects.all().delete()

    assert trainer.get(way(name, page)).status_code == 404


def test_teacher_meets_the_login(client, lesson, django_user_model):
    client.force_login(django_user_model.objects.create_user("teacher", password="x" * 12))

    assert client.get(way("from_file", lesson())).status_code == 302
    assert client.post(way("take", lesson())).status_code == 302
    assert client.get(reverse("questions_table")).status_code == 302


def test_translation_and_locked_lesson_take_nothing(trainer, lesson):
    page = lesson()
    shown = send(trainer, page, GIFT)
    LessonPage.objects.filter(pk=page.pk).update(locked=True, locked_by=another_trainer("nurlan"))

    assert confirm(trainer, page, shown).status_code == 302
    assert len(draft(page).questions) == len(page.questions)
    assert send(trainer, lesson(language="ru"), GIFT).status_code == 302
    assert trainer.get(way("to_file", lesson(language="ru"))).status_code == 200


def test_a_post_is_the_only_way_to_confirm(trainer, lesson):
    assert trainer.get(way("take", lesson())).status_code == 405


def test_lessons_menu_leads_there(trainer, lesson):
    edit = reverse("wagtailadmin_pages:edit", args=[lesson().pk])
    russian = reverse("wagtailadmin_pages:edit", args=[lesson(language="ru").pk])

    source, translated = (trainer.get(url).content.decode() for url in (edit, russian))

    assert way("from_file", lesson()) in source
    assert way("to_file", lesson()) in source
    assert way("from_file", lesson(language="ru")) not in translated


def test_page_of_formats_names_what_each_leaves_out(trainer, lesson):
    response = trainer.get(way("to_file", lesson()))

    by_name = {file.format.name: file.losses for file in response.context["files"]}
    assert by_name.keys() == {"xlsx", "csv", "gift", "aiken", "moodle", "qti"}
    kinds = [child.value["kind"] for child in lesson().questions]
    opinions = [str(n) for n, kind in enumerate(kinds, 1) if kind == "attitude"]
    assert dict(by_name["gift"])[Lost.OPINION].startswith(f"Question {opinions[0]}")
    assert Lost.EXPLANATIONS in dict(by_name["aiken"])
    assert Lost.EXPLANATIONS not in dict(by_name["moodle"])


@pytest.mark.parametrize("name", ["xlsx", "csv", "gift", "aiken", "moodle", "qti"])
def test_starter_lesson_comes_back_from_each_format(trainer, lesson, name):
    response = trainer.get(way("to_file", lesson()), {"format": name})

    assert response["Content-Disposition"].startswith('attachment; filename="not-just-a-joke')
    format_, found = formats.read(response.content, "ky")
    assert (format_.name, found.problems) == (name, ())
    prompts = [child.value["prompt"] for child in lesson().questions]
    assert {question.prompt for question in found.questions} <= set(prompts)
    if name in ("xlsx", "csv"):
        assert [question.prompt for question in found.questions] == prompts


def test_unknown_format_is_the_page_of_formats(trainer, lesson):
    response = trainer.get(way("to_file", lesson()), {"format": "kahoot"})

    assert "files" in response.context


@pytest.mark.parametrize("language", table.LANGUAGES)
def test_empty_table_is_in_the_trainers_language_and_explains_itself(trainer, language):
    read_in(trainer, language)

    data = trainer.get(reverse("questions_table")).content

    book = load_workbook(io.BytesIO(data))
    assert book.worksheets[0]["B1"].value == table.heading("prompt", language)
    guide = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert {words for name in table.GUIDE for words in table.GUIDE[name]} <= set(guide)
    assert formats.format_of(data).name == "xlsx"
