"""The board in the teacher's browser, led with the keys of a keyboard or a clicker alone."""

import re
from functools import cache

import yaml
from django.conf import settings
from playwright.sync_api import expect

from curriculum.formats.texts import in_language

FOLDER = settings.BASE_DIR / "curriculum" / "content" / "lessons"
TURN = '.controls__group--end form[action$="/move/"] button'
FINISH = 'form[action$="/finish/"] button'
# From the top of the board to its last control there are fewer.
CONTROLS = 30


@cache
def lesson_file(slug, language):
    """A lesson of the starter as its file has it, in one language."""
    text = (FOLDER / f"{slug}.yaml").read_text("utf-8")
    return in_language(yaml.load(text, yaml.CSafeLoader), language)


def show_to(page, adult, server):
    """From now on the page is seen by an adult who has logged in over HTTP."""
    cookies = [
        {"name": name, "value": value, "url": server.url}
        for name, value in adult.client.cookies.items()
    ]
    page.context.add_cookies(cookies)


class Board:
    """A page with the board of a lesson that has begun.  No method uses the mouse."""

    def __init__(self, page):
        self.page = page

    def take_over(self, teacher, server):
        """Show the lesson that a teacher has started over HTTP, as that teacher."""
        show_to(self.page, teacher, server)
        self.page.goto(server.url + teacher.path)
        self.page.wait_for_selector("#stage")

    def mark(self):
        """Changes with every step of the lesson."""
        return self.page.locator("#counter").get_attribute("hx-get").partition("&")[0]

    def press(self, key):
        """Press a key and wait until the board has made the step."""
        before = self.mark()
        self.page.keyboard.press(key)
        self.at(f'#counter:not([hx-get^="{before}&"])')

    def at(self, where):
        self.page.wait_for_selector(where, state="attached")

    def key(self, name, where):
        """Press a key and wait for what it should bring."""
        self.page.keyboard.press(name)
        self.at(where)

    def enter(self, control):
        """Go to a control that has no key of its own, and press it."""
        for _ in range(CONTROLS):
            if self.page.evaluate("where => document.activeElement.matches(where)", control):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"the keyboard does not reach {control}")
        self.page.keyboard.press("Enter")

    def pass_by(self):
        """Leave the quiz of this slide out."""
        before = self.mark()
        self.enter(TURN)
        self.at(f'#counter:not([hx-get^="{before}&"])')

    def place(self):
        """Number of the slide shown, and of all slides."""
        progress = self.page.locator(".controls__progress")
        return int(progress.get_attribute("value")), int(progress.get_attribute("max"))

    def to_last_quiz(self):
        """Through all slides with the clicker; stories by their first choices, the quiz before
        the lesson is passed by."""
        number, count = self.place()
        while number < count:
            if self.page.locator(".slide--quiz").count():
                self.pass_by()
            else:
                goes_on = self.page.locator('[data-key="next"]').count()
                self.press("PageDown" if goes_on else "1")
            number, _ = self.place()

    def code(self):
        return re.sub(r"\D", "", self.page.locator(".join-code__digits").inner_text())

    def counts(self, words):
        expect(self.page.locator("#counter")).to_contain_text(words)

    def text(self):
        return self.page.locator(".stage").inner_text()

    def words(self, where):
        """What stands in each place of that kind."""
        return [text.strip() for text in self.page.locator(where).all_text_contents()]

    def walk(self, slide, story=None):
        """Lead the class through a slide of a lesson's file, to the last thing that it has to
        show.  Names each state that the board comes to, the first one too."""
        ways = {
            "sort": self._sort,
            "story": lambda _slide: self._story(story),
            "discussion": self._discuss,
            "activity": self._act,
        }
        yield from ways.get(slide["kind"], self._read)(slide)

    def _read(self, slide):
        assert self.words(".slide__title") == [slide["title"]]
        yield slide["kind"]

    def _sort(self, slide):
        groups = {group["id"]: group["text"] for group in slide["categories"]}
        names = list(groups.values())
        for place, card in enumerate(slide["items"]):
            assert self.words(".sort__card") == [card["text"]]
            yield "sort asked"
            nth = place % len(names)
            self.press(str(nth + 1))
            assert self.words(".mat--chosen .mat__name > span") == [names[nth]]
            assert self.words(".mat--fits") == []
            yield "sort chosen"
            self.press("PageDown")
            fits = [text for name, text in groups.items() if name in card["categories"]]
            assert self.words(".mat--fits .mat__name") == fits
            assert self.words(".sort__reason") == [card["reason"]]
            yield "sort solved"
            self.press("PageDown")
        assert sorted(self.words(".chip")) == sorted(card["text"] for card in slide["items"])
        yield "sort overview"

    def _story(self, story):
        """To an ending by the first choices, then once more by the last ones."""
        for nth in (0, -1):
            yield from self._path(story, nth)
            self.press("PageDown")
            assert self.page.locator(".story-map__stop--here").count() > 1
            yield "story map"
            if nth == 0:
                self.press("a")

    def _path(self, story, nth):
        scenes = {scene["id"]: scene for scene in story["nodes"]}
        scene = scenes[story["start"]]
        while scene["choices"]:
            assert self.words(".scene__text") == [scene["text"]]
            assert self.words(".way > span") == [choice["text"] for choice in scene["choices"]]
            yield "story scene"
            number = nth % len(scene["choices"])
            self.press(str(number + 1))
            scene = scenes[scene["choices"][number]["goto"]]
        assert self.words(".scene__text") == [scene["text"]]
        assert self.words(".scene .key-message") == [scene["explanation"]]
        assert self.words(".way") == []
        yield "story ending"

    def _discuss(self, slide):
        """Each question once, one at a time."""
        for place, prompt in enumerate(slide["prompts"]):
            if place:
                self.press("PageDown")
            assert self.words(".prompt") == [prompt]
            yield "discussion"

    def _act(self, slide):
        """What is to be done; then the roles, and what may be said."""
        assert self.words(".slide__title") == [slide["title"]]
        yield "activity"
        self.press("PageDown")
        assert self.words(".pieces > li") == slide.get("roles", [])
        assert self.words(".phrases > li") == slide.get("phrases", [])
        yield "activity roles and lines"
