"""24 pupils on six tablets that go round at each question, with JavaScript and without: one tablet
in Chromium at its smallest, the others over HTTP."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.actors import Teacher
from tests.browser.pupils import Pupils
from tests.server import Client

pytestmark = pytest.mark.shares

AT_A_TABLET = 4
SMALL = {"width": 320, "height": 568}
ME, ABSENT, MORE, NEXT = "Бул мен", "Бул жерде жок: кийинкиси", "дагы бир окуучу", "Кийинки менмин"


@dataclass
class Shared:
    """A tablet without a browser, with four pupils at it."""

    client: Client

    def take_seats(self, code):
        assert self.client.post("/play/join", {"code": code}).status == 303
        for _ in range(AT_A_TABLET - 1):
            self.client.post("/play/done", {})
            assert self.client.post("/play/join", {}).status == 303

    def answer_all(self):
        """Each of the four who is called."""
        for _ in range(AT_A_TABLET):
            assert self.client.post("/play/next", {}).status == 303
            page = self.client.get("/play/").text
            question = re.findall(r'name="question" value="([^"]+)"', page)[0]
            option = re.findall(r'name="option" value="([0-9a-f]+)"', page)[0]
            sent = self.client.post("/play/answer", {"question": question, "option": option})
            assert sent.status == 303
        assert "screen--sent" in self.client.get("/play/").text
        assert self.client.post("/play/next", {}).status == 200


class Tablet(Pupils):
    """The one in Chromium, found by what stands on it."""

    def button(self, name, screen):
        self.page.get_by_role("button", name=name).click()
        self.at(screen)

    def take_seats(self, code):
        """The animals of the four."""
        self.join(code)
        animals = [self.animal()]
        for seat in range(2, AT_A_TABLET + 1):
            expect(self.page.locator(".screen__place")).to_contain_text(
                re.compile(rf"{seat - 1}\D+{AT_A_TABLET}")
            )
            self.button(MORE, "next")
            assert self.page.locator(".animal").count() == 0
            self.button(NEXT, "lobby")
            animals.append(self.animal())
        expect(self.page.get_by_text("Баарыңар бул жердесиңер.")).to_be_visible()
        assert len(set(animals)) == AT_A_TABLET
        return animals

    def answers_as(self, animal):
        """Whoever has this animal takes the tablet and sends; the page is theirs alone."""
        self.calls(animal)
        self.button(ME, "question")
        expect(self.page.locator(".turn img")).to_have_attribute("src", animal)
        self.answer()
        self.gone = {animal} | self.tokens
        self.sees_nothing_of_before()

    def calls(self, animal):
        expect(self.page.locator(".animal:visible img")).to_have_attribute("src", animal)


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
def test_24_pupils_pass_six_tablets_on(server, launch, checked, scripts):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=24, tablets=6)
    code = teacher.open_last_quiz()
    assert "img/ways/passing" in teacher.page
    tablet = Tablet(launch(scripts), server, scripts)
    tablet.page.set_viewport_size(SMALL)
    others = [Shared(server.client()) for _ in range(5)]
    for one in others:
        one.take_seats(code)

    animals = tablet.take_seats(code)
    look = checked if scripts else lambda page, name: None
    look(tablet.page, "lobby")
    teacher.press("quiz/next/")
    for one in others:
        one.answer_all()
    tablet.at("next")
    look(tablet.page, "cover")
    for animal in animals:
        tablet.answers_as(animal)
        look(tablet.page, "sent")
    expect(tablet.page.get_by_role("heading", name="Бул планшеттеги баары жөнөттү")).to_be_visible()
    assert teacher.sent() == (24, 24)
    teacher.press("/quiz/close-question/")
    assert "stage--explained" in teacher.page
    assert 'class="band' in teacher.page

    # The first one of the tablet is not there: he is called once more when the others have sent.
    tablet.at("explained")
    teacher.press("quiz/next/")
    tablet.at("next")
    tablet.calls(animals[0])
    tablet.page.get_by_role("button", name=ABSENT).click()
    for animal in animals[1:]:
        tablet.answers_as(animal)
    tablet.calls(animals[0])
    assert tablet.page.get_by_role("button", name=ABSENT).count() == 0
    assert teacher.sent() == (3, 24)
    assert tablet.stored() == ([], {})
