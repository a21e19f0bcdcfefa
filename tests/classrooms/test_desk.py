"""The desk: the teacher's notes and time, and the same controls as the board's."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from classrooms import actions, desk
from classrooms.models import LessonCopy, Taught, forget_decks
from curriculum import same_text
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db
PROTOCOL = 'id="protocol"'
DAYS_KY = "Тил: 30 октябрь 2026 ж., Балдарды коргоо: 31 октябрь 2026 ж."


def url(play, name="desk"):
    return reverse(f"teach:{name}", args=[play.taught.pk])


def text(reply):
    return reply.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def poll(client, play, page):
    """What the counter of that page is told."""
    query = re.findall(r'id="counter"[^>]*hx-get="[^"]*\?([^"]+)"', page)[0]
    return client.get(f"{url(play, 'desk_pulse')}?{query.replace('&amp;', '&')}", headers=HTMX)


def ago(play, sitting, slide):
    """The sitting and the slide began that many minutes ago."""
    now = timezone.now()
    Taught.objects.update(
        sitting_at=now - timedelta(minutes=sitting), slide_at=now - timedelta(minutes=slide)
    )


@pytest.fixture
def client(as_user, teacher):
    """The teacher's own browser."""
    return as_user(teacher)


def test_desk_shows_what_to_say_and_what_comes_next(begin, client):
    play = begin("four-things")
    shown = play.board

    page = text(client.get(url(play)))

    assert shown.slide.cue in page
    assert shown.slide.title in page
    assert shown.slides[shown.next].title in page
    assert PROTOCOL in page


@pytest.mark.parametrize("position", range(13))
def test_desk_draws_every_slide_in_the_teachers_language(position, begin, client):
    play = begin()
    Taught.objects.update(position=position)
    for language in ("ky", "ru", "en"):
        client.cookies["birge-language"] = language
        reply = client.get(url(play))
        slide = play.taught.deck(language).slides[position]
        assert (reply.status_code, reply.headers["Content-Language"]) == (200, language)
        assert f'<p class="cue__words" lang="{language}">' in text(reply)
        assert slide.verify[:40] in text(reply)


def test_desk_has_the_content_note_on_the_title_only(begin, client):
    play = begin("title")
    note = play.board.deck.content_note

    assert note in text(client.get(url(play)))
    play.turn_to("agreement")
    assert note not in text(client.get(url(play)))


def looked_at(lesson):
    """Language and child protection have looked at exactly this text."""
    lesson.checked_on = {"language_reviewer": "2026-10-30", "protection_reviewer": "2026-10-31"}
    lesson.checked_on["text"] = same_text.digest_of_page(lesson)
    lesson.save()


@pytest.mark.parametrize(("language", "days"), [("ky", DAYS_KY), ("ru", None)])
def test_desk_says_on_the_title_when_its_text_was_checked(language, days, begin, client, lesson):
    """Only the Kyrgyz text was."""
    looked_at(lesson)
    play = begin("title")
    client.cookies["birge-language"] = language

    shown = words(text(client.get(url(play))))
    assert (days in shown) if days else ("2026" not in shown)
    play.turn_to("agreement")
    assert DAYS_KY not in words(text(client.get(url(play))))


def test_desk_goes_on_with_the_text_that_was_checked(begin, client, lesson):
    """What becomes of the page meanwhile changes nothing of what this class has."""
    looked_at(lesson)
    play = begin("title")
    lesson.key_message = "Башка ой."
    lesson.save()

    assert DAYS_KY in words(text(client.get(url(play))))


@pytest.mark.parametrize(
    ("sitting", "slide", "sentence"),
    [
        (8, 2, "8 of 45 min are gone. You are with the plan. This slide: 2 of 4 min."),
        (12, 6, "12 of 45 min are gone. The plan says 10: 2 min behind. This slide: 6 of 4 min."),
        (1, 0, "1 of 45 min are gone. The plan says 6: 5 min ahead. This slide: 0 of 4 min."),
        (-60, -60, ""),
        (60 * 24 * 365, 0, ""),
    ],
)
def test_desk_says_the_time_against_the_plan(sitting, slide, sentence, begin, client):
    play = begin("four-things")
    ago(play, sitting, slide)
    client.cookies["birge-language"] = "en"

    page = text(client.get(url(play)))

    assert words(page.split('id="counter"')[1].split("</div>")[0].split(">", 1)[1]) == sentence
    assert "are gone" not in text(client.get(url(play, "lesson")))


def test_desk_offers_the_shorter_way_when_it_is_late(begin, client):
    play = begin("four-things")
    client.cookies["birge-language"] = "en"
    ago(play, 16, 0)

    assert "Short of time? The plan" in text(client.get(url(play)))
    actions.set_short(taught=play.taught, is_short=True, step=play.step)
    assert "Short of time? The plan" not in text(client.get(url(play)))


def test_moving_on_starts_the_slides_own_time(begin, client):
    play = begin("title")
    ago(play, 9, 9)

    client.post(url(play, "desk_move"), {"step": play.step, "to": "1"})

    shown = desk.of(Taught.objects.get(), "ky")
    assert (shown.minutes_shown, shown.timing.elapsed) == (0, 9)


def test_plan_marks_the_present_slide_and_those_left_out(begin, client):
    play = begin("four-things")
    skips = sum(slide.skip_if_short for slide in play.board.slides)
    assert skips

    reply = client.post(url(play, "desk_short"), {"step": play.step, "short": "1"}, headers=HTMX)

    page = text(reply)
    assert page.count("plan__row--out") == skips
    assert page.count('aria-current="step"') == 1
    shown = desk.of(Taught.objects.get(), "ky")
    assert shown.planned == sum(one.minutes for one in shown.stage.slides if not one.skip_if_short)
    client.post(url(play, "desk_short"), {"step": play.step})
    assert not Taught.objects.get().is_short


def test_control_of_the_desk_moves_the_board_and_leads_back_to_the_desk(begin, client):
    play = begin("title")

    plain = client.post(url(play, "desk_move"), {"step": play.step, "to": "1"})
    by_htmx = client.post(url(play, "desk_move"), {"step": play.step, "to": "2"}, headers=HTMX)

    assert (plain.status_code, plain.url) == (303, url(play))
    assert text(by_htmx).strip().startswith('<div id="desk"')
    assert PROTOCOL not in text(by_htmx)
    assert play.board.position == 2


def test_second_of_two_presses_changes_nothing_and_is_told(begin, client):
    play = begin("title")
    client.cookies["birge-language"] = "en"
    stale = {"step": play.step, "to": "1"}

    client.post(url(play, "move"), stale)
    by_htmx = text(client.post(url(play, "desk_move"), stale, headers=HTMX))
    plain = client.post(url(play, "desk_move"), stale, follow=True)

    assert play.board.position == 1
    assert "Another screen was quicker" in by_htmx
    assert "Another screen was quicker" in text(plain)
    assert play.board.taught.step == stale["step"] + 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("desk_move", {"to": "1"}),
        ("desk_move", {"step": "0", "to": "99"}),
        ("desk_play", {"step": "0", "act": "explode"}),
        ("desk_short", {}),
        ("desk_pause", {"step": "soon"}),
        ("desk_resume", {"present": "51"}),
        ("desk_quiz_open", {"step": "0"}),
        ("desk_quiz_next", {}),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_desk_refuses_bad_input_and_shows_the_present(name, data, headers, begin, client):
    play = begin("title")
    before = Taught.objects.values().get()

    reply = client.post(url(play, name), data, headers=headers)

    assert reply.status_code == 400
    assert play.board.slide.cue in text(reply)
    assert 'class="notice' in text(reply)
    assert Taught.objects.values().get() == before


def test_story_is_led_by_its_choices(begin, client):
    play = begin("story")
    choices = play.board.play.scene.choices
    page = text(client.get(url(play)))

    assert [f'value="{one.goto}"' in page for one in choices] == [True] * len(choices)
    assert 'data-key="next"' not in page
    chosen = {"step": play.step, "act": "choose", "value": choices[0].goto}
    client.post(url(play, "desk_play"), chosen)

    assert play.board.play.path[-1] == choices[0].goto


def test_sorting_tells_the_teacher_where_a_card_fits(begin, client):
    play = begin("sort-examples")
    placed = play.board.play.present

    page = text(client.get(url(play)))
    assert placed.fitting[0].text in page.split("desk__aside")[1].split("</p>")[0]
    name = play.board.slide.categories[0].name
    client.post(url(play, "desk_play"), {"step": play.step, "act": "choose", "value": name})
    client.cookies["birge-language"] = "en"
    page = text(client.get(url(play)))

    assert play.board.play.present.chosen.name == name
    assert page.count("The class says: here") == 1


def quiz_states(play, client):
    """(name, page of the desk) of every phase of the quiz, twelve seats right every time."""
    play.open_quiz()
    play.join(12)
    yield "lobby", text(client.get(url(play)))
    while play.ask():
        yield "asking", text(client.get(url(play)))
        play.answer([play.right_answer()] * 12)
        play.close_question()
        yield "explained", text(client.get(url(play)))
    play.close_quiz()
    yield "closed", text(client.get(url(play)))


def test_desk_of_the_quiz_knows_no_more_than_the_board(begin, client):
    play = begin("quiz-after")
    client.cookies["birge-language"] = "en"
    seen = set()

    for name, page in quiz_states(play, client):
        seen.add(name)
        board = text(client.get(url(play, "lesson")))
        assert play.board.name == name
        assert PROTOCOL in page
        assert page.count('class="band band--') == board.count('class="band band--')
        if name == "asking":
            assert "Sent: 0 of 12" in words(page)
            assert 'class="tag">fits' not in page
        if name == "explained" and play.board.question.kind == "attitude":
            assert 'class="band' not in page
    assert seen == {"lobby", "asking", "explained", "closed"}


def test_desk_leads_a_quiz_at_own_pace(begin, client):
    play = begin("quiz-after")
    client.cookies["birge-language"] = "en"

    client.post(url(play, "desk_quiz_open"), {"step": "0", "pace": "own"})
    client.post(url(play, "desk_quiz_next"), {"step": play.board.step})
    asking = text(client.get(url(play)))
    closing = {"step": play.board.step, "confirmed": "1"}
    client.post(url(play, "desk_quiz_close"), closing)
    client.post(url(play, "desk_quiz_explain"), {"step": play.board.step, "index": "2"})

    assert "Everybody at their own pace" in asking
    assert "Question 3 of" in text(client.get(url(play)))


def test_desk_asks_before_it_closes_without_all_seats(begin, client):
    play = begin("quiz-after")
    client.cookies["birge-language"] = "en"
    play.open_quiz()
    play.join(3)
    play.ask()
    play.answer([play.right_answer()])
    step = play.board.step

    asked = text(client.post(url(play, "desk_quiz_close"), {"step": step}))
    assert "1 of 3 have sent. Close the question?" in asked
    assert f'action="{url(play, "desk_quiz_close")}"' in asked
    assert play.board.name == "asking"
    client.post(url(play, "desk_quiz_close"), {"step": step, "confirmed": "1"})

    assert play.board.name == "explained"


@pytest.mark.parametrize("control", ["desk_pause", "desk_finish", "desk_quiz_end"])
def test_desk_asks_before_an_open_question_is_lost(control, begin, client):
    play = begin("quiz-after")
    play.open_quiz()
    play.ask()
    step = play.step if control == "desk_pause" else play.board.step

    asked = text(client.post(url(play, control), {"step": step}))

    assert f'action="{url(play, control)}"' in asked
    assert play.board.name == "asking"
    client.post(url(play, control), {"step": step, "confirmed": "1"})
    assert play.board.name in ("paused", "finished", "closed")


def test_desk_breaks_off_goes_on_and_finishes(begin, client):
    play = begin("four-things")

    client.post(url(play, "desk_pause"), {"step": play.step})
    paused = text(client.get(url(play)))
    client.post(url(play, "desk_resume"), {"present": "20"})
    resumed = desk.of(Taught.objects.get(), "ky")
    client.post(url(play, "desk_finish"), {"step": "0"})
    finished = text(client.get(url(play)))

    assert play.board.slides == ()
    assert url(play, "desk_resume") in paused
    assert PROTOCOL in paused
    assert (resumed.timing.begins, resumed.taught.present) == (0, 20)
    assert "desk-bar" not in finished
    assert PROTOCOL in finished


def test_desk_of_a_lesson_without_slides_can_only_finish(begin, client):
    play = begin()
    LessonCopy.objects.all().delete()
    forget_decks()

    page = text(client.get(url(play)))

    assert play.board.name == "gone"
    assert url(play, "desk_finish") in page
    assert PROTOCOL in page


def test_pulse_of_the_desk_says_what_changed(begin, client):
    play = begin("four-things")
    page = text(client.get(url(play)))

    same = poll(client, play, page)
    ago(play, 5, 5)
    counted = poll(client, play, page)
    client.post(url(play, "move"), {"step": play.step, "to": "5"})
    moved = poll(client, play, page)

    assert same.status_code == 204
    assert text(counted).strip().startswith('<div id="counter"')
    assert (moved.headers["HX-Trigger"], moved.headers["HX-Reswap"]) == ("moved", "none")
    assert text(moved) == ""


def test_desk_never_writes_on_get_and_asks_little(begin, client):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(2)
    play.ask()
    page = text(client.get(url(play)))

    with CaptureQueriesContext(connection) as whole:
        client.get(url(play))
    with CaptureQueriesContext(connection) as part:
        client.get(url(play), headers=HTMX)
    with CaptureQueriesContext(connection) as pulse:
        poll(client, play, page)

    assert (len(whole), len(part), len(pulse)) == (8, 4, 5)
    verbs = {re.split(r"[\s(]", q["sql"])[0] for q in [*whole, *part, *pulse]}
    assert verbs == {"SELECT"}


def test_protocol_marks_services_that_nobody_checked(begin, client):
    client.cookies["birge-language"] = "en"

    page = text(client.get(url(begin()))).split(PROTOCOL)[1].split("</details>")[0]

    assert "not your fault" in page
    assert page.count("<li><span") == page.count("not checked yet") > 1


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_desk_speaks_no_english(language, begin, client):
    play = begin("quiz-after")
    client.cookies["birge-language"] = language
    pages = [text(client.get(url(play, "desk_door"))), *(p for _, p in quiz_states(play, client))]

    found = re.findall(
        r"\b[A-Za-z]{3,}\b", " ".join(words(p.split("<body ")[1].split(">", 1)[1]) for p in pages)
    )

    assert set(found) <= {"English", "Birge", "Kundoluk"}
