"""Rule 13, the quick exit: from every screen of a pupil to a neutral page, the papers kept.  Back
from there shows the present state, with nothing that was chosen and not sent."""

import pytest

from tests.actors import Seat, Teacher
from tests.browser.pupils import Pupils

NEUTRAL = "Тоолор · Горы"


@pytest.fixture
def teacher(server):
    one = Teacher.of(server, "teacher")
    one.start("тамаша", 24, present=6)
    return one


def by_link(pupils):
    pupils.page.locator("a[data-exit]").click()


def by_escape(pupils):
    pupils.page.locator("body").click(position={"x": 2, "y": 300})
    for _ in range(3):
        pupils.page.keyboard.press("Escape")


def papers(pupils):
    """Names of the cookies that the tablet holds."""
    return {one["name"] for one in pupils.context.cookies(pupils.url)} & {"seat", "p0"}


def leaves_and_comes_back(pupils, how, screen):
    held = papers(pupils)
    with pupils.page.expect_response("**/play/left"):
        how(pupils)
    pupils.page.wait_for_url("**/exit/")
    assert pupils.page.title() == NEUTRAL
    assert "Birge" not in pupils.page.locator("body").inner_text()
    assert papers(pupils) == held
    pupils.page.wait_for_timeout(300)
    if not pupils.turn_page(-1) or pupils.page.url != pupils.url:
        pupils.page.goto(pupils.url)  # it was the first page: its place was taken
    pupils.page.locator(f".screen--{screen}").wait_for()
    assert pupils.page.locator("input:checked").count() == 0


@pytest.mark.shares
@pytest.mark.parametrize(("scripts", "how"), [(True, by_link), (True, by_escape), (False, by_link)])
def test_from_every_screen(teacher, launch, server, scripts, how):
    code = teacher.open_last_quiz()
    pupils = Pupils(launch(scripts), server, scripts)
    pupils.page.goto(pupils.url)
    leaves_and_comes_back(pupils, how, "join")
    pupils.join(code)
    leaves_and_comes_back(pupils, how, "lobby")
    pupils.press("done", "next")
    leaves_and_comes_back(pupils, how, "next")
    pupils.press("join", "lobby")
    teacher.press("quiz/next/")
    pupils.at("question")
    pupils.page.locator("input[type=radio]").nth(1).check()
    leaves_and_comes_back(pupils, how, "question")
    pupils.answer()
    leaves_and_comes_back(pupils, how, "sent")
    assert teacher.sent() == (1, 2)
    teacher.close_question()
    pupils.at("explained")
    leaves_and_comes_back(pupils, how, "explained")
    teacher.refresh()
    teacher.press("quiz/end/")
    if 'name="confirmed"' in teacher.page:
        teacher.press("quiz/end/", confirmed="1")
    pupils.at("finished")
    leaves_and_comes_back(pupils, how, "finished")
    assert set(pupils.kept) <= {"kept page, blank: true"}


def test_it_opens_without_the_server(teacher, launch, server):
    """The class's computer is gone: the neutral page still comes, from the browser itself."""
    code = teacher.open_last_quiz()
    pupils = Pupils(launch(True), server, True)
    pupils.join(code)
    assert Seat.join(server, code).screen == "lobby"
    pupils.page.wait_for_timeout(1000)
    server.stop()

    pupils.page.locator("a[data-exit]").click()

    pupils.page.wait_for_url("**/exit/")
    assert pupils.page.title() == NEUTRAL
