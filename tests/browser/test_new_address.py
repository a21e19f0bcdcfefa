"""The router gives the computer a new address in the middle of a question: the board says so by
itself, and each tablet takes its seat up again with one press after the class code."""

import re

import pytest
from playwright.sync_api import expect

from tests.actors import Teacher
from tests.browser.board import show_to

TABLET = {"width": 320, "height": 568}
SENTENCE = "Wi-Fi бул компьютерге жаңы дарек берди"


@pytest.fixture
def server(make_server):
    """Found under its name first; started again it is found under a number."""
    one = make_server()
    one.more["BIRGE_PUBLIC_URL"] = one.url
    one.start()
    return one


@pytest.fixture
def new_page(browser):
    contexts = []

    def open_page(**look):
        contexts.append(browser.new_context(**look))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def type_code(page, code):
    page.get_by_label("Доскадагы код").fill(code)
    page.get_by_role("button", name="Кошулуу").click()


def animal_on(page):
    source = page.locator(".animal__picture").first.get_attribute("src")
    return re.sub(r"\.[0-9a-f]{12}(?=\.svg)", "", source.rsplit("/", 1)[1]).removesuffix(".svg")


def tile(page, animal):
    return page.locator(f"form:has(input[name=who][value^='{animal}.']) button")


def answer(page):
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Жөнөтүү").click()
    expect(page.get_by_role("heading", name="Жөнөтүлдү")).to_be_visible()


def test_board_and_tablets_find_each_other_again(server, new_page, checked, screenshots):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=3)
    code = teacher.open_last_quiz()
    tablets = [new_page(viewport=TABLET) for _ in range(2)]
    for page in tablets:
        page.goto(f"{server.url}/play/")
        type_code(page, code)
        expect(page.get_by_role("heading", name="Сен кошулдуң")).to_be_visible()
    animals = [animal_on(page) for page in tablets]
    wall = new_page(viewport={"width": 1920, "height": 1080})
    show_to(wall, teacher, server)
    wall.goto(server.url + teacher.path)
    teacher.press("quiz/next/")
    answer(tablets[0])
    expect(wall.get_by_text(SENTENCE)).to_have_count(0)

    for page in tablets:
        page.goto("about:blank")  # nothing of the old address can be reached any more
    server.kill9()
    new = f"http://127.0.0.1:{server.port}"
    server.more["BIRGE_PUBLIC_URL"] = new
    server.start()

    moved = wall.get_by_role("complementary", name=SENTENCE)
    expect(moved).to_contain_text(f"{new}/play/")
    expect(moved).to_contain_text(re.compile(r"Кайтты: 0 / 2"))
    expect(moved.get_by_role("img", name="Планшеттер үчүн дарек")).to_be_visible()
    wall.screenshot(path=screenshots / "moved-board.png")
    checked(wall, "moved board")
    for number, (page, animal) in enumerate(zip(tablets, animals, strict=True), start=1):
        page.goto(f"{new}/play/")
        type_code(page, code)
        expect(page.get_by_role("heading", name="Сен кайсы жаныбар элең?")).to_be_visible()
        if number == 1:
            page.screenshot(path=screenshots / "moved-animals.png", full_page=True)
            checked(page, "animals")
        tile(page, animal).click()
        expect(page.get_by_role("radio").first).to_be_visible()
        if number < len(tablets):
            expect(moved).to_contain_text(re.compile(rf"Кайтты: {number} / 2"))
    page.screenshot(path=screenshots / "moved-tablet.png", full_page=True)
    expect(moved).to_have_count(0)
    for page in tablets:
        answer(page)
    assert teacher.sent() == (2, 2)


def test_the_teacher_waits_no_longer(server, new_page):
    """One press; a tablet that comes then is a new one."""
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=3)
    code = teacher.open_last_quiz()
    first, late = new_page(viewport=TABLET), new_page(viewport=TABLET)
    first.goto(f"{server.url}/play/")
    type_code(first, code)
    expect(first.get_by_role("heading", name="Сен кошулдуң")).to_be_visible()
    server.kill9()
    server.more["BIRGE_PUBLIC_URL"] = f"http://127.0.0.1:{server.port}"
    server.start()
    wall = new_page()
    show_to(wall, teacher, server)
    wall.goto(server.url + teacher.path)

    wall.get_by_role("button", name="Мындан ары күтпөйбүз").click()

    expect(wall.get_by_text(SENTENCE)).to_have_count(0)
    late.goto(f"http://127.0.0.1:{server.port}/play/")
    type_code(late, code)
    expect(late.get_by_role("heading", name="Сен кошулдуң")).to_be_visible()
