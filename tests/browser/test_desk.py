"""The desk on a phone that nobody is logged in on, together with the projector."""

import re

import pytest
from playwright.sync_api import expect

from tests.actors import Seat, logins

pytestmark = pytest.mark.shares

NAMES = {"ky": "Кыргызча", "ru": "Русский"}
TITLES = {"ky": "тамаша", "ru": "шутка"}
PHONE = {"width": 320, "height": 568}
# What a finger could miss, and whether anything is cut at the side.
TARGETS = """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
  .filter((e) => e.offsetParent && (e.offsetHeight < 44 || e.offsetWidth < 44))
  .map((e) => e.outerHTML.slice(0, 90))"""
OVERHANG = "() => document.scrollingElement.scrollWidth - innerWidth"
LONG = "Ө" * 60


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def checked(axe):
    """Checks a screen and remembers what was wrong with which."""
    found = {}

    def check(page, name):
        wrong = [*axe(page), *page.evaluate(TARGETS)]
        if page.evaluate(OVERHANG) > 0:
            wrong.append("too wide")
        if wrong:
            found[name] = wrong

    yield check
    assert found == {}


def lesson_on_the_board(page, server, language):
    """Log in, start the lesson; its address."""
    mine = logins(server)["teacher"]
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{server.url}/login/")
    page.get_by_role("button", name=NAMES[language]).click()
    page.wait_for_selector(f"html[lang={language}]")
    page.locator("#id_username").fill(mine["username"])
    page.locator("#id_password").fill(mine["password"])
    page.locator("form.login button").click()
    page.locator('a[href$="/start/"]').first.click()
    page.locator("li").filter(has_text=TITLES[language]).locator("button[name=lesson]").click()
    page.wait_for_selector("#stage")
    return page.url


def open_door(board):
    board.locator(".more summary").click()
    board.locator('a[href$="/desk/"]').click()
    board.wait_for_selector(".desk-door")


def open_desk(board, phone, language, check=lambda page, name: None):
    """From the door on the board to the desk on the phone."""
    open_door(board)
    check(board, "door")
    board.locator('form[action$="/desk/link/"] button').click()
    board.wait_for_selector(".qr svg")
    check(board, "door with its code")
    link = board.locator(".desk-door__address").first.inner_text()
    phone.goto(link)
    phone.get_by_role("button", name=NAMES[language]).click()
    phone.wait_for_selector(f"html[lang={language}]")
    check(phone, "link")
    phone.locator(f'form[action="{re.sub("^http://[^/]+", "", link)}"] button').click()
    phone.wait_for_selector("#desk")
    return link


def press_next(phone):
    phone.locator(".desk-bar__button--next").click()


def turn_to(phone, kind):
    """Press on until the desk shows a slide of that kind; its name is in the phone's language."""
    for _ in range(60):
        if phone.locator(f'.desk__where:has-text("{kind}")').count():
            return
        turn = phone.locator('form[action$="/desk/move/"]:not(:has([data-key=back])) button')
        where = phone.locator(".desk__where").inner_text()
        turn.first.click()
        expect(phone.locator(".desk__where")).not_to_have_text(where)
    raise AssertionError(f"no slide {kind}")


def test_phone_leads_and_the_board_follows(server, page, phone, checked):
    lesson = lesson_on_the_board(page, server, "ky")
    link = open_desk(page, phone, "ky", checked)
    page.locator("#phones form").wait_for()
    checked(page, "door that knows of a phone")
    expect(page.locator(".qr")).to_have_count(0)
    page.goto(lesson)

    press_next(phone)
    expect(page.locator(".controls__progress")).to_have_attribute("value", "2")
    page.keyboard.press("PageDown")
    expect(phone.locator(".desk__where")).to_contain_text("3-слайд")

    stranger = phone.context.browser.new_context().new_page()
    assert stranger.goto(link).status == 410
    checked(stranger, "link used before")
    stranger.context.close()
    assert "/login/" in phone.goto(f"{server.url}/teach/").url


def test_both_press_at_once_one_step_and_one_is_told(server, page, phone):
    lesson = lesson_on_the_board(page, server, "ru")
    open_desk(page, phone, "ru")
    page.goto(lesson)
    page.wait_for_selector("#stage")
    # The phone's polls stop, as if it had not heard of the board's step yet.
    phone.route("**/pulse/**", lambda route: route.abort())
    phone.wait_for_timeout(1200)

    page.keyboard.press("PageDown")
    expect(page.locator(".controls__progress")).to_have_attribute("value", "2")
    press_next(phone)

    expect(phone.locator(".notice")).to_contain_text("Другой экран")
    expect(phone.locator(".desk__where")).to_contain_text("Слайд 2 из 13")
    expect(page.locator(".controls__progress")).to_have_attribute("value", "2")


def test_phone_that_slept_shows_the_present_when_it_wakes(server, page, phone):
    lesson = lesson_on_the_board(page, server, "ky")
    open_desk(page, phone, "ky")
    page.goto(lesson)
    # A sleeping phone polls nothing; what it still holds is the first slide.
    phone.route("**/pulse/**", lambda route: route.abort())
    for number in (2, 3):
        page.keyboard.press("PageDown")
        expect(page.locator(".controls__progress")).to_have_attribute("value", str(number))
    expect(phone.locator("[data-offline]")).to_be_visible()
    expect(phone.locator(".desk__where")).to_contain_text("1-слайд")

    phone.unroute("**/pulse/**")
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(phone.locator(".desk__where")).to_contain_text("3-слайд")
    expect(phone.locator("[data-offline]")).to_be_hidden()


def test_phone_that_is_not_the_teachers_is_closed(server, page, phone, checked):
    lesson_on_the_board(page, server, "ru")
    open_desk(page, phone, "ru")

    page.locator("#phones form button").click()

    phone.wait_for_selector(".door")
    assert phone.locator("form").count() == 0
    checked(phone, "closed phone")


@pytest.mark.parametrize("language", NAMES)
def test_no_screen_of_the_desk_has_a_barrier(server, page, phone, checked, language):
    lesson = lesson_on_the_board(page, server, language)
    open_desk(page, phone, language)
    page.goto(lesson)
    checked(phone, "title")
    kinds = {"ky": ("Бөлүштүрүү", "Окуя"), "ru": ("Сортировка", "История")}[language]
    for kind in kinds:
        turn_to(phone, kind)
        checked(phone, kind)
        phone.locator(".desk__choices button").first.click()
        phone.wait_for_timeout(300)
        checked(phone, f"{kind}, chosen")
    phone.locator("#protocol summary").click()
    checked(phone, "protocol")
    phone.locator(".plan summary").evaluate("one => one.click()")
    checked(phone, "plan")
    page.locator(
        'form[action$="/move/"] [data-key=next], form[action$="/move/"] button'
    ).last.click()
    phone.wait_for_timeout(1500)
    assert phone.locator("#protocol[open]").count() == 1, "it stays open while the lesson moves"
    phone.locator("#protocol summary").click()
    quiz_without_barrier(server, page, phone, checked)


def quiz_without_barrier(server, page, phone, check):
    for _ in range(20):
        if phone.locator('.desk-bar form[action$="/quiz/open/"]').count():
            break
        where = phone.locator(".desk__where").inner_text()
        phone.locator('form[action$="/desk/move/"]:not(:has([data-key=back])) button').first.click()
        expect(phone.locator(".desk__where")).not_to_have_text(where)
    phone.locator('.desk-bar form[action$="/quiz/open/"] button').click()
    page.wait_for_selector(".stage--lobby")
    expect(phone.locator(".desk-counts__seats")).to_be_visible()
    check(phone, "lobby")
    code = re.sub(r"\D", "", page.locator(".join-code__digits").inner_text())
    seats = [Seat.join(server, code) for _ in range(10)]
    expect(phone.locator(".desk-counts__seats")).to_contain_text("10")
    press_next(phone)
    phone.wait_for_selector('.desk-bar form[action$="/quiz/close-question/"]')
    assert [seat.answer() for seat in seats[1:]] == [True] * 9
    expect(phone.locator(".desk-counts__seats")).to_contain_text("9")
    check(phone, "asking")
    press_next(phone)
    phone.wait_for_selector(".desk-ask")
    check(phone, "asks first")
    phone.locator(".desk-ask form button").click()
    phone.wait_for_selector(".desk__options")
    check(phone, "explained")
    page.wait_for_selector(".stage--explained")


def test_long_words_stay_on_the_phone(server, page, phone):
    lesson_on_the_board(page, server, "ky")
    open_desk(page, phone, "ky")

    phone.evaluate(
        """long => document.querySelectorAll(".desk__title, .cue__words, .desk__next span")
             .forEach((one) => { one.textContent = long; })""",
        LONG,
    )

    assert phone.evaluate(OVERHANG) <= 0
    assert phone.evaluate("document.querySelector('.desk__title').scrollWidth") <= PHONE["width"]
