"""Nothing on the board needs scrolling: every slide of the starter's lessons in every state that a
class brings it to, and their longest questions.  The teacher leads the lesson over HTTP; the
browsers only draw what the class sees."""

import re

import pytest

from tests.actors import Seat, Teacher
from tests.browser.board import show_to

SIZES = [(1024, 768), (1920, 1080)]
LANGUAGES = ["ky", "ru"]
SEATS = 10  # as many as a question's band needs

# What is wrong with the board as it is drawn, in words.  Letters of at least 3.4 % of the height
# are read from the last row; 1 px is lost in rounding.
LOOK = """() => {
  // Nobody reads these from the last row: how far the quiz is, the digits that stand for keys,
  // what is told to who stands at the board, the name of a picture.
  const ASIDE = ".progress, .act__key, .notice, figcaption";
  const wrong = [];
  const root = document.scrollingElement;
  const high = root.scrollHeight - innerHeight;
  const wide = root.scrollWidth - innerWidth;
  if (high > 1) wrong.push(`${high} px too high`);
  if (wide > 1) wrong.push(`${wide} px too wide`);
  const bar = document.querySelector(".controls");
  if (bar && bar.offsetHeight > innerHeight * 0.08) wrong.push("the bar has two rows");
  for (const box of document.querySelectorAll(".stage *:not(.hidden-text)")) {
    if (box.closest("svg")) continue;
    const name = box.className || box.tagName;
    if (box.clientWidth && box.scrollWidth > box.clientWidth + 1) wrong.push(`${name} is cut`);
    const says = [...box.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const share = parseFloat(getComputedStyle(box).fontSize) / innerHeight;
    const aside = box.closest(ASIDE);
    if (says && share < 0.034 && !aside) wrong.push(`${name} is small: ${share.toFixed(4)}`);
  }
  return wrong;
}"""


# As htmx does: the stage is replaced by the one that came; looked at when its drawings are there.
DRAW_AND_LOOK = f"""async (html) => {{
  document.getElementById("stage").outerHTML = html;
  scrollTo(0, 0);
  await Promise.all([...document.querySelectorAll("#stage img")].map((one) => one.decode()));
  return ({LOOK})();
}}"""
HTMX = {"HX-Request": "true"}


class AtTheBoard(Teacher):
    """Presses as htmx does: the reply is the stage itself, where it is no redirect."""

    def _send(self, path, data):
        reply = self.client.post(path, data, **HTMX)
        if "Location" in reply.headers:
            return self.open(reply.headers["Location"])
        self.page = reply.text
        return reply

    def stage(self):
        """What stands on the board now."""
        if "<html" in self.page:
            self.page = self.client.get(self.path, **HTMX).text
        return self.page


class Boards:
    """The board on projectors of each size, and the teacher who leads the lesson."""

    def __init__(self, pages, server):
        self.pages, self.server = pages, server
        self.teacher = AtTheBoard.of(server, "teacher")
        self.teacher.speak(LANGUAGES[0])
        self.language = LANGUAGES[0]
        self.wrong = []

    def lessons(self):
        """The keys of all lessons, from the start page of the first class."""
        self.teacher.open("/teach/")
        self.teacher.open(re.findall(r'href="([^"]+/start/)"', self.teacher.page)[0])
        return re.findall(r'name="lesson" value="([0-9a-f-]{36})"', self.teacher.page)

    def start(self, lesson):
        self.lessons()
        self.teacher.send(self.teacher.path, lesson=lesson, present="24")
        self.language = LANGUAGES[0]
        for page in self.pages:
            show_to(page, self.teacher, self.server)
            page.goto(self.server.url + self.teacher.path)

    def look(self):
        """Draws the board in each language and size and notes what is wrong; first in the language
        that it is in."""
        for language in sorted(LANGUAGES, key=lambda one: one != self.language):
            stage = self._in(language)
            words = re.sub(r"<[^>]*>", "", re.findall(r"<h1.*?</h1>", stage, re.DOTALL)[0])
            for page in self.pages:
                size = page.viewport_size["width"]
                found = page.evaluate(DRAW_AND_LOOK, stage)
                self.wrong += [f"{language} {size} {words!r}: {one}" for one in found]

    def _in(self, language):
        if language != self.language:
            self.teacher.send(f"{self.teacher.path}language/", language=language)
            self.language = language
        return self.teacher.stage()

    def play(self, act, **value):
        """Do something with the slide; whether there was anything to do."""
        try:
            self.teacher.press("/play/", act=act, **value)
        except LookupError:
            return False
        return True

    def look_at_slides(self):
        count = int(
            re.findall(r'controls__progress" value="\d+" max="(\d+)"', self.teacher.page)[0]
        )
        for number in range(1, count + 1):
            if "slide--story" in self.teacher.page:
                self.look_at_story()
            else:
                self.look_at_slide()
            if number < count:
                self.teacher.press("/move/", to=str(number))

    def look_at_slide(self):
        """All parts; a card before and after the class has said where it belongs."""
        self.look()
        while self._is_to_be_sorted() and self.play("choose") or self.play("next"):
            self.look()

    def _is_to_be_sorted(self):
        return "mat--chosen" not in self.teacher.page

    def look_at_story(self):
        """All scenes and endings, each by its shortest way; the maps of these ways and of the
        longest one, which has the most words."""
        leads, ways = {}, [()]
        while ways:
            way = ways.pop(0)
            if way[-1:] in leads:
                continue
            self.walk(way)
            self.look()
            leads[way[-1:]] = self.choices()
            ways += [(*way, name) for name in self.choices()]
            if self.play("next") and "story-map" in self.teacher.page:
                self.look()
        self.walk(max(self._to_ends(leads, ()), key=len))
        self.play("next")
        self.look()

    def _to_ends(self, leads, way):
        if not leads[way[-1:]]:
            return [way]
        return [end for name in leads[way[-1:]] for end in self._to_ends(leads, (*way, name))]

    def walk(self, path):
        """From the story's first scene by these choices."""
        while self.play("back"):
            pass
        for name in path:
            self.play("choose", value=name)

    def choices(self):
        found = re.findall(
            r'name="act" value="choose">\s*<input[^>]*value="(\w+)"', self.teacher.page
        )
        return list(dict.fromkeys(found))

    def look_at_questions(self):
        """At each that is longer than those before it, asked and explained."""
        self.teacher.press("/quiz/open/")
        seats = [Seat.join(self.server, self.teacher.code()) for _ in range(SEATS)]
        self.look()
        longest = 0
        while not self.teacher.is_last or "stage--lobby" in self.teacher.page:
            self.teacher.press("/quiz/next/")
            letters = self._letters()
            if letters > longest:
                self.look()
                self._let_all_answer(seats)
            self.teacher.close_question()
            if letters > longest:
                self.look()
                longest = letters
        self.teacher.press("/quiz/end/")
        self.look()

    def look_at_typed(self, way):
        """At each longer question with the fields for hands or cards; nothing is counted."""
        self.teacher.press("/quiz/open/", way=way)
        self.look()
        longest = 0
        while not self.teacher.is_last or "stage--lobby" in self.teacher.page:
            self.teacher.press("/quiz/next/")
            if self._letters() > longest:
                self.look()
                longest = self._letters()
            self.teacher.close_question()
        self.teacher.press("/quiz/end/")

    def _letters(self):
        asked = re.findall(r'class="ask[ "].*?</[uo]l>', self.teacher.page, re.DOTALL)[0]
        return len(re.sub(r"<[^>]*>|\s", "", asked))

    def _let_all_answer(self, seats):
        for seat in seats:
            assert seat.answer()
        self.teacher.refresh()

    def look_at_own_pace(self):
        """Everybody's questions are open; then the first one is talked about."""
        self.teacher.press("/quiz/open/", pace="own")
        Seat.join(self.server, self.teacher.code())
        self.teacher.press("/quiz/next/")
        self.look()
        self.teacher.close_question()
        self.look()
        self.teacher.press("/quiz/end/")

    def look_at_sharing(self):
        """How few tablets are shared: what the board says before the first question."""
        self._count(present="23", tablets="6")
        self.look()
        for sharing in ("passing", "whole", "groups"):
            self.teacher.press("/quiz/open/", sharing=sharing)
            self.look()
            self.teacher.press("/quiz/end/")
        self._count(present="24", tablets="")

    def _count(self, **numbers):
        board = self.teacher.path
        self.teacher.open(f"{board}today/")
        self.teacher.send(f"{board}today/", **numbers)

    def look_at_end(self):
        """The bell rings; another day the lesson is finished."""
        self.teacher.press("/pause/")
        self.look()
        self.teacher.send(f"{self.teacher.path}resume/", present="24")
        self.teacher.press("/finish/")
        self.look()


@pytest.fixture
def boards(browser, server):
    contexts = [
        browser.new_context(viewport={"width": width, "height": height}) for width, height in SIZES
    ]
    yield Boards([context.new_page() for context in contexts], server)
    for context in contexts:
        context.close()


@pytest.mark.long
def test_board_fits_its_screen(boards):
    lessons = boards.lessons()
    for lesson in lessons:
        boards.start(lesson)
        boards.look_at_slides()
        if lesson == lessons[0]:
            boards.look_at_sharing()
            boards.look_at_own_pace()
            boards.look_at_typed("hands")
        boards.look_at_typed("cards")
        boards.look_at_questions()
        boards.look_at_end()
    assert "\n".join(boards.wrong) == ""
