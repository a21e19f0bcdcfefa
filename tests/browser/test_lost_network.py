"""The Wi-Fi is lost in the middle, in Chromium: an answer is never shown as sent before it is
counted, goes on by itself, and counts once; nobody has to press anything or comes to the start."""

import re

import pytest
from playwright.sync_api import expect

from tests.actors import Teacher
from tests.faults.proxy import Fate, Proxy
from tests.server import HOST_NAME, wait_until

SIZE = {"width": 320, "height": 568}
NAMED_IN_3_S = 3600  # milliseconds; the machine of a test is slow
BACK_IN_10_S = 10_000
ANSWER = b"/play/answer"
UNSENT = "Азырынча жөнөтүлө элек"
NO_CONNECTION = "Байланыш жок"


@pytest.fixture
def teacher(server):
    one = Teacher.of(server, "teacher")
    one.start("тамаша", 24, present=3)
    one.to_last_slide()
    return one


@pytest.fixture
def proxy(server):
    with Proxy(server.port) as one:
        yield one


@pytest.fixture
def open_tablet(browser, proxy):
    contexts = []

    def start(scripts=True):
        contexts.append(browser.new_context(viewport=SIZE, java_script_enabled=scripts))
        return Tablet(contexts[-1].new_page(), f"http://{HOST_NAME}:{proxy.port}/play/")

    yield start
    for context in contexts:
        context.close()


class Tablet:
    """Seen by role and label alone."""

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.unsent = page.get_by_role("status").filter(has_text=UNSENT)
        self.lost = page.get_by_role("status").filter(has_text=NO_CONNECTION)

    def open(self):
        self.page.goto(self.url)

    def join(self, code):
        self.page.get_by_label("Доскадагы код").fill(code)
        self.page.get_by_role("button", name="Кошулуу").click()

    def option(self, nth):
        return self.page.get_by_role("radio").nth(nth)

    def choose(self, nth):
        self.option(nth).check()
        self.page.get_by_role("button", name=re.compile("Жөнөтүү|Отправить")).click()

    def is_sent(self, timeout=BACK_IN_10_S):
        title = self.page.get_by_role("heading", name=re.compile("Жөнөтүлдү|Отправлено"))
        expect(title).to_be_visible(timeout=timeout)

    def is_asked(self):
        expect(self.option(0)).to_be_visible(timeout=BACK_IN_10_S)
        expect(self.option(0)).to_be_enabled()

    def keeps(self, nth):
        """The choice stands on the screen, and cannot be changed while it is under way."""
        expect(self.option(nth)).to_be_checked()
        expect(self.option(nth)).to_be_disabled()

    def stored(self):
        """What the page has put into the browser, and what a script can read of its cookies."""
        cdp = self.page.context.new_cdp_session(self.page)
        origin = {"securityOrigin": self.url.removesuffix("/play/")}
        kinds = [origin | {"isLocalStorage": is_local} for is_local in (True, False)]
        items = [cdp.send("DOMStorage.getDOMStorageItems", {"storageId": one}) for one in kinds]
        names = cdp.send("IndexedDB.requestDatabaseNames", origin)["databaseNames"]
        entries = [entry for item in items for entry in item["entries"]]
        return [*entries, *names, *filter(None, [self.page.evaluate("document.cookie")])]


def next_question(teacher, tablet):
    teacher.close_question()
    teacher.press("quiz/next/")
    tablet.is_asked()


def test_a_tablet_that_loses_the_network(teacher, open_tablet, proxy, checked, screenshots):
    code = teacher.open_last_quiz()
    tablet = open_tablet()
    tablet.open()
    joins_through_a_lost_reply(tablet, code, proxy)
    hands_on_after_a_lost_reply(tablet, proxy)
    teacher.press("quiz/next/")
    tablet.is_asked()
    goes_on_after_the_browser_was_offline(tablet, teacher, checked, screenshots)
    next_question(teacher, tablet)
    says_so_when_nothing_comes_back(tablet, teacher, proxy)
    next_question(teacher, tablet)
    keeps_the_choice_in_another_language(tablet, teacher, proxy)
    next_question(teacher, tablet)
    learns_that_it_is_too_late(tablet, teacher, proxy)
    comes_back_after_the_router(tablet, teacher, proxy, screenshots)
    assert tablet.stored() == []


def joins_through_a_lost_reply(tablet, code, proxy):
    """The seat is given, the tablet does not learn it; it asks again and gets the same one."""
    proxy.always(Fate.CUT_REPLY, b"/play/join")
    tablet.join(code)
    expect(tablet.lost).to_be_visible(timeout=NAMED_IN_3_S)
    expect(tablet.page.get_by_label("Доскадагы код")).to_have_value(code)
    proxy.always(Fate.PASS)
    expect(tablet.page.get_by_role("heading", name="Сен кошулдуң")).to_be_visible()


def goes_on_after_the_browser_was_offline(tablet, teacher, checked, screenshots):
    context = tablet.page.context
    context.set_offline(True)
    tablet.choose(1)
    expect(tablet.unsent).to_be_visible(timeout=NAMED_IN_3_S)
    tablet.keeps(1)
    assert teacher.sent() == (0, 2)
    tablet.page.screenshot(path=screenshots / "unsent.png", full_page=True)
    checked(tablet.page, "unsent")
    context.set_offline(False)
    tablet.is_sent()
    assert teacher.sent() == (1, 2)


def says_so_when_nothing_comes_back(tablet, teacher, proxy):
    """The worst Wi-Fi: what is sent is swallowed, and no error comes."""
    proxy.always(Fate.SILENCE, ANSWER)
    tablet.choose(2)
    expect(tablet.unsent).to_be_visible(timeout=NAMED_IN_3_S)
    tablet.keeps(2)
    proxy.always(Fate.CUT_REPLY, ANSWER)
    wait_until(lambda: teacher.sent() == (1, 2), 10)
    tablet.keeps(2)
    expect(tablet.unsent).to_be_visible()
    proxy.always(Fate.PASS)
    tablet.is_sent()
    assert teacher.sent() == (1, 2)


def keeps_the_choice_in_another_language(tablet, teacher, proxy):
    """While it is under way."""
    proxy.always(Fate.CUT_REQUEST, ANSWER)
    tablet.choose(0)
    expect(tablet.unsent).to_be_visible(timeout=NAMED_IN_3_S)
    tablet.page.get_by_role("button", name="Русский").click()
    told = tablet.page.get_by_role("status").filter(has_text="Ещё не отправлено")
    expect(told).to_be_visible()
    tablet.keeps(0)
    assert teacher.sent() == (0, 2)
    proxy.always(Fate.PASS)
    tablet.is_sent()
    assert teacher.sent() == (1, 2)
    tablet.page.get_by_role("button", name="Кыргызча").click()
    tablet.is_sent()


def learns_that_it_is_too_late(tablet, teacher, proxy):
    """No other screen takes the place of an answer under way before the server has said what
    became of it."""
    proxy.always(Fate.CUT_REQUEST, ANSWER)
    tablet.choose(0)
    expect(tablet.unsent).to_be_visible(timeout=NAMED_IN_3_S)
    teacher.close_question()
    tablet.page.wait_for_timeout(1500)
    tablet.keeps(0)
    proxy.always(Fate.PASS)
    too_late = tablet.page.get_by_text("Бул суроого жооп кабыл алынбай калды")
    expect(too_late).to_be_visible(timeout=BACK_IN_10_S)
    expect(tablet.page.get_by_role("radio")).to_have_count(0)


def comes_back_after_the_router(tablet, teacher, proxy, screenshots):
    """It refuses everything for a while, then answers with a page of its own, then it is good."""
    proxy.always(Fate.CUT_REQUEST)
    expect(tablet.lost).to_be_visible(timeout=NAMED_IN_3_S + 2000)
    tablet.page.screenshot(path=screenshots / "no-connection.png", full_page=True)
    teacher.press("quiz/next/")
    tablet.page.wait_for_timeout(3000)
    proxy.always(Fate.PASS)
    tablet.is_asked()
    expect(tablet.lost).to_be_hidden()
    tablet.choose(3)
    tablet.is_sent()


def hands_on_after_a_lost_reply(tablet, proxy):
    """Two pupils at one tablet: the hand-over and the second join are as patient."""
    proxy.always(Fate.CUT_REPLY, b"/play/done")
    tablet.page.get_by_role("button", name="Бул планшетте дагы бир окуучу бар").click()
    expect(tablet.lost).to_be_visible(timeout=NAMED_IN_3_S)
    proxy.always(Fate.PASS)
    expect(tablet.page.get_by_role("heading", name="Кийинки ким?")).to_be_visible()
    proxy.always(Fate.CUT_REPLY, b"/play/join")
    tablet.page.get_by_role("button", name="Кийинки менмин").click()
    expect(tablet.lost).to_be_visible(timeout=NAMED_IN_3_S)
    proxy.always(Fate.PASS)
    expect(tablet.page.get_by_role("heading", name="Сен кошулдуң")).to_be_visible()


def test_the_server_is_killed_under_a_tablet_and_a_board(
    teacher, open_tablet, proxy, server, browser
):
    """Both are back on the right question within ten seconds, by themselves."""
    tablet = open_tablet()
    tablet.open()
    tablet.join(teacher.open_last_quiz())
    expect(tablet.page.get_by_role("heading", name="Сен кошулдуң")).to_be_visible()
    board = browser.new_context()
    board.add_cookies(
        [{"name": n, "value": v, "url": server.url} for n, v in teacher.client.cookies.items()]
    )
    wall = board.new_page()
    wall.goto(server.url + teacher.path)
    teacher.press("quiz/next/")
    tablet.is_asked()
    tablet.choose(0)
    tablet.is_sent()

    server.kill9()
    wall.wait_for_timeout(3000)
    server.start()
    back = re.compile(r"Кайра иштегенден кийин кайтты: 1 / 1")
    expect(wall.locator("#counter")).to_contain_text(back, timeout=BACK_IN_10_S)
    tablet.is_sent()
    expect(tablet.lost).to_be_hidden(timeout=BACK_IN_10_S)
    next_question(teacher, tablet)
    expect(wall.get_by_role("heading", level=1)).to_have_text(
        tablet.page.get_by_role("heading", level=1).inner_text(), timeout=BACK_IN_10_S
    )
    board.close()


def test_without_javascript_back_and_send_again_counts_once(teacher, open_tablet, proxy):
    tablet = open_tablet(scripts=False)
    tablet.open()
    tablet.join(teacher.open_last_quiz())
    teacher.press("quiz/next/")
    tablet.page.goto(tablet.url)
    for fate, counted in ((Fate.CUT_REQUEST, 0), (Fate.CUT_REPLY, 1)):
        tablet.is_asked()
        proxy.always(fate, ANSWER)
        tablet.choose(1)
        tablet.page.wait_for_url("chrome-error://chromewebdata/")
        assert teacher.sent() == (counted, 1)
        proxy.always(Fate.PASS)
        tablet.page.go_back()
    tablet.is_sent()
    assert teacher.sent() == (1, 1)
