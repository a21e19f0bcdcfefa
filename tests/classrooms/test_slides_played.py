"""Slides that a class plays with, and a lesson that goes on as it began."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from classrooms import actions
from classrooms.models import LessonCopy, Taught, forget_decks
from curriculum.models import LessonPage
from quizzes.models import Release
from quizzes.states import Phase
from tests.classrooms import plays
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db


def shown(teach, play, **headers):
    return teach(play, "lesson", **headers).content.decode()


def test_sorting_asks_then_shows_the_solution_with_its_reason(begin, teach):
    play = begin("sort-examples")
    first = play.board.slide.items[0]

    asked = shown(teach, play)
    teach(play, "play", {"step": play.step, "act": "choose", "value": "conflict"})
    chosen = shown(teach, play)
    teach(play, "play", {"step": play.step, "act": "next"})
    solved = shown(teach, play)

    assert first.text in asked
    assert play.board.slide.items[1].text not in asked
    assert "mat--fits" not in asked + chosen
    assert chosen.count("mat--chosen") == 1
    assert solved.count("mat--fits") == 1


def test_sorting_ends_with_all_cards_in_their_groups(begin, teach):
    play = begin("sort-examples")
    cards = play.board.slide.items

    for _ in range(2 * len(cards)):
        assert play.act("next")

    page = shown(teach, play)
    assert all(card.text in page for card in cards)
    assert page.count('class="heap"') == 4
    assert not play.act("next")


def test_story_follows_the_choices_to_an_ending_and_its_map(begin, teach):
    play = begin("story")
    start = play.board.play.scene

    while choices := play.board.play.scene.choices:
        assert play.act("choose", choices[-1].goto)
    ending = play.board.play.scene
    page = shown(teach, play)
    assert ending.text in page
    assert start.text not in page
    assert play.act("next")

    assert 'class="story-map"' in shown(teach, play)
    assert play.act("again")
    assert play.board.play.scene == start
    assert play.board.play.found == 1


def test_story_takes_a_step_back(begin):
    play = begin("story")
    play.act("choose", play.board.play.scene.choices[0].goto)

    assert play.act("back")

    assert play.board.play.is_start


def test_discussion_shows_one_question_at_a_time(begin, teach):
    play = begin("discussion")
    prompts = play.board.slide.prompts

    seen = []
    while True:
        page = shown(teach, play)
        seen += [prompt for prompt in prompts if prompt in page]
        if not play.act("next"):
            break

    assert seen == list(prompts)


@pytest.mark.parametrize(
    "data",
    [
        {"act": "next"},
        {"step": "x", "act": "next"},
        {"step": "0", "act": "explode"},
        {"step": "0", "act": "choose", "value": "x" * 61},
        {},
    ],
)
def test_play_refuses_bad_input(data, begin, teach):
    play = begin("story")

    assert teach(play, "play", data).status_code == 400
    assert play.board.play.is_start


@pytest.mark.parametrize("value", ["", "nowhere", "n1"])
def test_play_ignores_a_choice_that_is_none(value, begin, teach):
    play = begin("story")
    before = play.step

    teach(play, "play", {"step": before, "act": "choose", "value": value})

    assert play.step == before


def test_two_presses_from_one_screen_make_one_step(begin, teach):
    play = begin("sort-examples")
    step = play.step

    teach(play, "play", {"step": step, "act": "next"})
    page = teach(play, "play", {"step": step, "act": "next"}, **HTMX).content.decode()

    assert play.board.play.at == 1
    assert page.count('class="notice notice--') == 1


def test_lesson_goes_on_as_it_began_when_its_pages_change(begin, teach, lesson):
    play = begin("four-things")
    before = shown(teach, play)

    page = LessonPage.objects.get(pk=lesson.pk)
    page.slides[3].value["title"] = "Changed"
    page.slides[3].value["name"] = "renamed"
    page.questions = []
    page.save_revision().publish()
    forget_decks()

    assert play.board.slide.id == "four-things"
    assert title_of(shown(teach, play)) == title_of(before)
    play.turn_to("quiz-after")
    play.open_quiz()
    assert play.run.question_count == 8


def test_lesson_without_questions_is_led_to_its_end(classroom, commit, teach, lesson):
    lesson.questions = []
    lesson.save_revision().publish()
    play = plays.started(commit, classroom, LessonPage.objects.get(pk=lesson.pk), 24)
    play.turn_to("quiz-before")

    page = shown(teach, play)

    assert page.count('class="notice notice--') == 1
    assert "quiz/open/" not in page
    assert 'data-key="next"' in page
    assert teach(play, "quiz_open", {"step": "0"}).status_code == 400


def title_of(page):
    return re.findall(r"<h1[^>]*>(.*?)</h1>", page)


def test_lesson_goes_on_when_its_page_is_deleted(begin, teach, lesson):
    play = begin("four-things")

    LessonPage.objects.filter(translation_key=lesson.translation_key).delete()
    forget_decks()

    assert play.board.name == "slide"
    assert play.board.slide.title in shown(teach, play)


def test_lesson_taken_back_while_a_question_is_asked_goes_on_to_its_end(begin, teach, lesson):
    """The question keeps its words, its answers count, and what is explained is what was asked."""
    play = begin("quiz-after", present=12)
    play.open_quiz()
    play.join(12)
    play.ask()
    question = play.run.current_question
    play.answer([play.right_answer()] * 6)

    for page in LessonPage.objects.filter(translation_key=lesson.translation_key):
        page.questions[0].value["prompt"] = "Changed"
        page.save_revision().publish()
        page.unpublish()
    forget_decks()

    assert play.run.current_question == question
    assert question.prompt.words("ky").text in shown(teach, play)
    play.close_question()
    page = shown(teach, play)
    assert question.options[0].explanation.words("ky").text in page
    assert "Changed" not in page
    assert Release.objects.get().submitted == 6
    play.close_quiz()
    play.finish()
    assert Taught.objects.get().finished_at


def test_copy_is_gone_when_the_lesson_is_over(begin):
    play = begin("sort-examples")
    play.act("next")
    play.finish()

    assert not LessonCopy.objects.exists()
    assert Taught.objects.get().plays == {}


def test_short_lesson_leaves_out_the_marked_slides(begin, teach):
    play = begin("five-ways")
    count = play.board.count

    teach(play, "short", {"step": play.step, "short": "on"})

    assert play.board.count == count - 1
    following = play.board.slides[play.board.next]
    assert following.id == "story"
    teach(play, "short", {"step": play.step})
    assert play.board.slides[play.board.next].id == "write-the-facts"


def test_short_lesson_keeps_the_slide_that_is_on_the_board(begin):
    play = begin("write-the-facts")

    assert actions.set_short(taught=play.taught, is_short=True, step=play.step)

    assert play.board.slide.id == "write-the-facts"
    assert play.board.number == 8


def test_bell_asks_first_while_a_question_is_open(begin, teach):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(2)
    play.ask()
    play.answer(["a", "a"])

    page = teach(play, "pause", {"step": play.step}).content.decode()
    assert 'class="ask-first"' in page
    assert play.board.name == Phase.ASKING
    teach(play, "pause", {"step": play.step, "confirmed": "1"})

    assert play.board.name == "paused"
    assert play.taught.quizzes.get().run.phase == Phase.CLOSED


def test_bell_rang_and_next_day_the_same_slide(begin, teach):
    play = begin("discussion")
    play.act("next")
    teach(play, "pause", {"step": play.step})
    assert play.board.slide.title in shown(teach, play)
    assert not actions.open_quiz(taught=play.taught, slide=play.board.slide, step=0)

    teach(play, "resume", {"present": "20"})

    row = Taught.objects.get()
    assert (play.board.name, play.board.slide.id, row.present) == ("slide", "discussion", 20)
    assert row.sitting_position == row.position
    assert play.board.play.at == 1


@pytest.mark.parametrize("present", ["0", "51", "many", ""])
def test_resume_needs_a_number_of_pupils(present, begin, teach):
    play = begin("discussion")
    teach(play, "pause", {"step": play.step})

    assert teach(play, "resume", {"present": present}).status_code == 400
    assert play.board.name == "paused"


def test_resume_of_a_finished_lesson_changes_nothing(begin, teach):
    play = begin("discussion")
    play.finish()

    teach(play, "resume", {"present": "20"})

    assert play.board.name == "finished"
    assert Taught.objects.get().finished_at <= timezone.now()


@pytest.mark.parametrize(
    ("slide", "queries"), [("title", 5), ("sort-examples", 5), ("story", 8), ("help", 9)]
)
def test_board_costs_few_queries(slide, queries, begin, teach):
    play = begin(slide)
    shown(teach, play)

    with CaptureQueriesContext(connection) as found:
        shown(teach, play)

    assert len(found) == queries
