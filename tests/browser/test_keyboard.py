"""Each lesson of the starter from its first slide to the celebration, by the keyboard alone."""

import pytest

from tests.actors import Seat, Teacher
from tests.browser.board import FINISH, FOLDER, Board, lesson_file

pytestmark = pytest.mark.shares

LESSONS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
# In this one the quiz before the lesson is taken too.
WITH_BOTH_QUIZZES = "not-just-a-joke"


@pytest.fixture
def said(page):
    """What the browser's console says."""
    lines = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


def take_quiz(board, server, slide, lesson, size):
    """From the quiz's slide: everybody joins, answers every question, and the quiz ends."""
    board.press("PageDown")
    board.at(".stage--lobby")
    seats = [Seat.join(server, board.code()) for _ in range(size)]
    questions = [one for one in lesson["quiz"]["questions"] if slide["wave"] in one["waves"]]
    for question in questions:
        board.press("PageDown")
        board.at(".stage--asking")
        assert board.words(".ask__prompt") == [question["prompt"]]
        assert all(seat.answer() for seat in seats)
        board.press("PageDown")
        board.at(".stage--explained")
        options = [option["text"] for option in question["options"]]
        assert board.words(".explain__text") == options
    board.press("PageDown")
    board.at(".stage--closed")


def leave(board, server, slide, lesson):
    """What comes after the last thing that a slide has to show."""
    if slide.get("wave") == "post":
        take_quiz(board, server, slide, lesson, 3)
        board.enter(FINISH)
        return
    if slide.get("wave") == "pre" and lesson["slug"] != WITH_BOTH_QUIZZES:
        board.pass_by()
        return
    if slide.get("wave") == "pre":
        take_quiz(board, server, slide, lesson, 2)
    board.press("PageDown")


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("slug", LESSONS)
def test_whole_lesson(slug, language, page, server, said, only_our_host):
    lesson = lesson_file(slug, language)
    teacher = Teacher.of(server, "teacher")
    teacher.speak(language)
    teacher.start(lesson["title"], 24, present=3)
    page.set_viewport_size({"width": 1024, "height": 768})
    board = Board(page)
    board.take_over(teacher, server)

    states = []
    for number, slide in enumerate(lesson["slides"], start=1):
        assert board.place() == (number, len(lesson["slides"]))
        assert page.locator("article.slide").get_attribute("lang") == language
        states += board.walk(slide, lesson["story"])
        leave(board, server, slide, lesson)
    board.at(".stage--finished .celebration")

    assert page.locator("html").get_attribute("lang") == language
    assert {"sort overview", "story ending", "story map", "discussion"} <= set(states)
    assert said == []
