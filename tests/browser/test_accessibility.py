"""axe on every screen of a lesson, board and tablet, and around it, in three languages.

The console stays empty too, so nothing breaks the content security policy.  Elsewhere: the desk
(test_desk), the way in (test_door), public pages (test_print), what is before a lesson
(test_print_plan)."""

import re

import pytest

from tests.actors import Adult, Seat, Teacher
from tests.browser.board import FINISH, Board, lesson_file, show_to

pytestmark = pytest.mark.shares

LANGUAGES = ["ky", "ru", "en"]
NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
# It has slides of every kind.
SLUG = "care-or-control"


def listen(*pages):
    """What the browsers' consoles say, from now on."""
    said = []
    for page in pages:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
    return said


def at(page, where):
    page.wait_for_selector(where)


@pytest.fixture
def seen(checked):
    """Checks what comes for the first time."""
    names = set()

    def check(page, name):
        if name not in names:
            checked(page, name)
        names.add(name)

    return check


@pytest.fixture
def teacher(server):
    return Teacher.of(server, "teacher")


def board_of(page, teacher, server, language):
    """The board at the lesson's first slide."""
    teacher.speak(language)
    teacher.start(lesson_file(SLUG, language)["title"], 24, present=3)
    page.set_viewport_size({"width": 1024, "height": 768})
    board = Board(page)
    board.take_over(teacher, server)
    return board


def through_slides(board, language, check):
    """Every state of every slide, to the quiz after the lesson."""
    lesson = lesson_file(SLUG, language)
    for slide in lesson["slides"]:
        for state in board.walk(slide, lesson["story"]):
            check(board.page, state)
        if slide["kind"] != "quiz":
            board.press("PageDown")
        elif slide["wave"] == "pre":
            board.pass_by()


def dark(board, check, name):
    """In the dark, and light again."""
    board.key("d", "body.dark")
    check(board.page, f"{name}, dark")
    board.key("d", "body:not(.dark)")


def own_pace(board, server, check):
    """The quiz at own pace, from its slide to its end."""
    board.enter('input[name="pace"][value="own"] ~ button')
    board.at(".stage--lobby")
    seat = Seat.join(server, board.code())
    board.key("PageDown", ".stage--asking")
    check(board.page, "own pace asking")
    assert seat.answer_own()
    board.key("PageDown", ".stage--explained")
    check(board.page, "own pace explained")
    board.enter('form[action$="/quiz/end/"] button')
    board.at(".stage--closed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slide_has_a_barrier(server, page, teacher, seen, language, only_our_host):
    said = listen(page)
    board = board_of(page, teacher, server, language)
    dark(board, seen, "title")
    board.enter("details.more summary")
    seen(page, "menu of the board")
    through_slides(board, language, seen)
    dark(board, seen, "quiz")
    own_pace(board, server, seen)
    board.enter("details.more summary")
    board.enter('form[action$="/pause/"] button')
    board.at(".stage--paused")
    seen(page, "paused")
    assert said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_of_a_quiz_has_a_barrier(
    server, context, teacher, checked, language, only_our_host
):
    page, tablet = context.new_page(), context.new_page()
    tablet.set_viewport_size({"width": 320, "height": 568})
    said = listen(page, tablet)
    board = board_of(page, teacher, server, language)
    teacher.to_last_slide()
    page.reload()
    board.key("PageDown", ".stage--lobby")
    checked(page, "board lobby")
    join_with_one_mistake(page, tablet, server, language, checked)

    board.key("PageDown", ".stage--asking")
    checked(page, "board asking")
    at(tablet, ".screen--question")
    checked(tablet, "tablet question")
    board.key("PageDown", ".ask-first")
    checked(page, "board asks first")
    board.key("PageUp", ".stage--asking .ask")
    tablet.get_by_role("radio").first.check()
    tablet.locator("form.question button").click()
    at(tablet, ".screen--sent")
    checked(tablet, "tablet sent")
    board.counts(re.compile("1.*1"))
    board.key("PageDown", ".stage--explained")
    checked(page, "board explained")
    at(tablet, ".screen--explained")
    checked(tablet, "tablet explained")
    board.enter('form[action$="/quiz/end/"] button')
    board.at(".stage--closed")
    checked(page, "board closed")
    at(tablet, ".screen--finished")
    checked(tablet, "tablet finished")
    for path in ("/help/", "/exit/"):
        tablet.goto(server.url + path)
        checked(tablet, path)
    board.enter(FINISH)
    board.at(".stage--finished")
    checked(page, "board finished")
    # The wrong code's own status is all that a console may name.
    assert len(said) == 1
    assert "404" in said[0]


def join_with_one_mistake(board, tablet, server, language, check):
    tablet.goto(f"{server.url}/play/")
    tablet.get_by_role("button", name=NAMES[language]).click()
    at(tablet, f"html[lang={language}]")
    check(tablet, "tablet join")
    tablet.locator("#code").fill("000000")
    tablet.locator("#code").press("Enter")
    at(tablet, "#code-error")
    check(tablet, "tablet wrong code")
    code = "".join(filter(str.isdigit, board.locator(".join-code__digits").inner_text()))
    tablet.locator("#code").fill(code)
    tablet.locator("#code").press("Enter")
    at(tablet, ".screen--lobby")
    check(tablet, "tablet lobby")


def test_no_screen_around_a_lesson_has_a_barrier(server, page, teacher, checked):
    teacher.start(lesson_file(SLUG, "ky")["title"], 24)
    teacher.open_last_quiz()
    teacher.press("/quiz/end/")
    teacher.press("/finish/")
    classroom = re.findall(r'href="(/teach/class/[^"]+/)"', teacher.open("/teach/").text)[0]
    for language in LANGUAGES:
        teacher.speak(language)
        show_to(page, teacher, server)
        for path in ("/teach/", classroom, f"{classroom}certificate/"):
            page.goto(server.url + path)
            checked(page, f"{path} {language}")


@pytest.mark.parametrize("path", ["/gallery/", "/gallery/dark/"])
def test_gallery_has_no_barrier(server, page, checked, path):
    trainer = Adult.of(server, "trainer")
    for language in LANGUAGES:
        trainer.speak(language)
        show_to(page, trainer, server)
        page.goto(server.url + path)
        checked(page, language)
