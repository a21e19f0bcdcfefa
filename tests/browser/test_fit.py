"""Nothing on the board needs scrolling: every slide of the starter's lessons, and their longest
questions.  The teacher leads the lesson over HTTP; the browser only draws what the class sees."""

import re

import pytest

from tests.actors import Seat, Teacher, logins

SIZES = [(1024, 768), (1920, 1080)]
LANGUAGES = ["ky", "ru"]
SEATS = 10  # as many as a question's band needs

# What is wrong with the board as it is drawn, in words.  Letters of at least 3.4 % of the height
# are read from the last row; 1 px is lost in rounding.
LOOK = """() => {
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
    const aside = box.closest(".progress");
    if (says && share < 0.034 && !aside) wrong.push(`${name} is small: ${share.toFixed(4)}`);
  }
  return wrong;
}"""


class Board:
    """The board in a browser, and the teacher who leads the lesson."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.teacher = Teacher.of(server, "teacher")
        self.wrong = []
        mine = logins(server)["teacher"]
        page.goto(f"{server.url}/login/")
        page.locator("#id_username").fill(mine["username"])
        page.locator("#id_password").fill(mine["password"])
        page.locator("form.login button").click()
        page.wait_for_selector(".cards")

    def lessons(self):
        """The keys of all lessons, from the start page of the first class."""
        self.teacher.open("/teach/")
        self.teacher.open(re.findall(r'href="([^"]+/start/)"', self.teacher.page)[0])
        return re.findall(r'name="lesson" value="([0-9a-f-]{36})"', self.teacher.page)

    def start(self, lesson):
        self.lessons()
        self.teacher.send(self.teacher.path, lesson=lesson, present="24")

    def look(self):
        """Draws the board in each language and size and notes what is wrong."""
        for language in LANGUAGES:
            self.teacher.send(f"{self.teacher.path}language/", language=language)
            self.page.goto(self.server.url + self.teacher.path, wait_until="domcontentloaded")
            words = self.page.locator(".stage h1").inner_text()
            for width, height in SIZES:
                self.page.set_viewport_size({"width": width, "height": height})
                seen = self.page.evaluate(LOOK)
                self.wrong += [f"{language} {width} × {height} {words!r}: {one}" for one in seen]

    def look_at_slides(self):
        count = re.findall(r'controls__progress" value="\d+" max="(\d+)"', self.teacher.page)[0]
        for number in range(1, int(count)):
            self.look()
            self.teacher.press("/move/", to=str(number))
        self.look()

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

    def _letters(self):
        asked = re.findall(r'class="ask[ "].*?</ul>', self.teacher.page, re.DOTALL)[0]
        return len(re.sub(r"<[^>]*>|\s", "", asked))

    def _let_all_answer(self, seats):
        for seat in seats:
            assert seat.answer()
        self.teacher.refresh()


@pytest.fixture
def board(page, server):
    return Board(page, server)


def test_board_fits_its_screen(board):
    for lesson in board.lessons():
        board.start(lesson)
        board.look_at_slides()
        board.look_at_questions()
        board.teacher.press("/finish/")
        board.look()
    assert board.wrong == []
