"""All screens of a pupil, in two languages: at 320 px and at 400 % zoom nothing is cut and nothing
runs off to the side, every target is large enough for a finger, and help and exit are there."""

import pytest
from playwright.sync_api import expect

from tests.actors import Teacher

pytestmark = pytest.mark.shares

# 1280 × 1024 at 400 %, and the narrowest tablet.
ZOOMED, NARROW = {"width": 320, "height": 256}, {"width": 320, "height": 568}
LANGUAGES = {"ky": "Кыргызча", "ru": "Русский"}
# What is wrong with the page as it is drawn, in words.
LOOK = """() => {
  const wrong = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) wrong.push(`${root.scrollWidth - innerWidth} px too wide`);
  const seen = (one) => one.getClientRects().length > 0;
  const targets = "a, button, summary, .option__choice, .join__code";
  const name = (one) => one.className || one.tagName;
  for (const box of document.querySelectorAll("body *:not(.hidden-text)")) {
    if (box.closest("svg") || !seen(box) || box.matches(".easy__name")) continue;
    const isInline = getComputedStyle(box).display === "inline";
    if (!isInline && box.scrollWidth > box.clientWidth + 1) wrong.push(`${name(box)} is cut`);
  }
  for (const target of document.querySelectorAll(targets)) {
    if (!seen(target)) continue;
    const { width, height } = target.getBoundingClientRect();
    if (width < 44 || height < 44) wrong.push(`${name(target)}: ${width} × ${height}`);
  }
  if (!document.querySelector("a[data-exit]")) wrong.push("no quick exit");
  return wrong;
}"""


class Screens:
    """Tablets, one for each language, and what was found on their screens."""

    def __init__(self, pages, server):
        self.pages, self.server, self.wrong, self.seen = pages, server, [], []

    def look(self, name):
        self.seen.append(name)
        for language, page in self.pages.items():
            for size in (ZOOMED, NARROW):
                page.set_viewport_size(size)
                where = (name, language, size["height"])
                self.wrong += [(*where, one) for one in page.evaluate(LOOK)]

    def each(self, act):
        for page in self.pages.values():
            act(page)

    def at(self, screen):
        self.each(lambda page: page.wait_for_selector(f".screen--{screen}"))
        self.look(screen)

    def easily(self, name):
        self.each(lambda page: page.locator(".easy__switch").click())
        self.each(lambda page: page.wait_for_selector(".screen--easy"))
        self.look(name)
        self.each(lambda page: page.locator(".easy__switch").click())
        self.each(lambda page: page.wait_for_selector(".screen:not(.screen--easy)"))

    def help(self):
        self.each(lambda page: page.locator("[data-help]").click())
        self.each(lambda page: page.wait_for_selector("#aside #help, #aside .help__words[lang]"))
        self.look("help in the quiz")
        self.each(lambda page: page.locator("#aside [data-back]").click())

    def join(self, code):
        self.each(lambda page: page.locator("#code").fill(code))
        self.each(lambda page: page.locator("#code").press("Enter"))

    def press(self, action):
        self.each(lambda page: page.locator(f"form[action='/play/{action}'] button").first.click())


@pytest.fixture
def screens(browser, server):
    contexts = {code: browser.new_context(viewport=NARROW) for code in LANGUAGES}
    pages = {code: context.new_page() for code, context in contexts.items()}
    for code, page in pages.items():
        page.goto(f"{server.url}/play/")
        page.get_by_role("button", name=LANGUAGES[code]).click()
        page.wait_for_selector(f"html[lang={code}]")
    yield Screens(pages, server)
    for context in contexts.values():
        context.close()


def test_nothing_is_cut_or_small_on_any_screen(server, screens, checked):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=6)
    code = teacher.open_last_quiz()
    screens.at("join")
    screens.join("000000")
    screens.each(lambda page: page.wait_for_selector("#code-error"))
    screens.look("wrong code")
    screens.join(code)
    screens.at("lobby")
    screens.press("done")
    screens.at("next")
    screens.press("join")
    screens.each(lambda page: page.wait_for_selector(".screen--lobby"))
    teacher.refresh()
    teacher.press("quiz/next/")
    screens.at("question")
    screens.help()
    screens.easily("question, easy")
    screens.each(the_send_button_can_be_reached)
    screens.at("sent")
    teacher.refresh()
    teacher.close_question()
    screens.at("explained")
    screens.easily("explained, easy")
    checked(screens.pages["ru"], "explained")
    teacher.refresh()
    teacher.press("quiz/end/")
    if 'name="confirmed"' in teacher.page:
        teacher.press("quiz/end/", confirmed="1")
    screens.at("finished")
    screens.each(lambda page: page.goto(f"{server.url}/help/"))
    screens.look("help")
    assert "\n".join(map(str, screens.wrong)) == ""


def the_send_button_can_be_reached(page):
    page.set_viewport_size(ZOOMED)
    page.get_by_role("radio").first.check()
    button = page.locator("form.question button[type=submit]")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert 0 <= box["y"] <= ZOOMED["height"] - box["height"]
    button.click()


def test_help_keeps_the_choice_and_the_language_keeps_it_too(server, screens):
    """Chosen in Kyrgyz, help looked at, sent in Russian: counted once, for the same option."""
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=6)
    screens.join(teacher.open_last_quiz())
    screens.each(lambda page: page.wait_for_selector(".screen--lobby"))
    teacher.refresh()
    teacher.press("quiz/next/")
    page = screens.pages["ky"]
    page.wait_for_selector(".screen--question")
    page.get_by_role("radio").nth(1).check()
    token = page.locator("input:checked").get_attribute("value")

    page.get_by_role("link", name="Жардам").click()
    expect(page.locator("#aside #help, #aside .help__words").first).to_be_visible()
    expect(page.locator("form.question")).to_be_hidden()
    page.get_by_role("button", name="Русский").click()
    page.wait_for_selector("html[lang=ru]")
    expect(page.locator("#aside .help__words").first).to_have_attribute("lang", "ru")
    page.get_by_role("link", name="Назад к квизу").click()
    expect(page.locator("form.question")).to_be_visible()
    assert page.locator("input:checked").get_attribute("value") == token
    assert page.url == f"{server.url}/play/"

    with page.expect_request("**/play/answer") as sent:
        page.locator("form.question button[type=submit]").click()
    page.wait_for_selector(".screen--sent")
    assert f"option={token}" in sent.value.post_data
    assert teacher.sent() == (1, 2)


def test_help_is_there_when_the_network_is_not(server, screens):
    page = screens.pages["ky"]
    page.context.set_offline(True)
    page.get_by_role("link", name="Жардам").click()
    expect(page.locator("#aside")).to_contain_text("Ишенген чоң кишиңе айт.")
    page.get_by_role("link", name="Квизге кайтуу").click()
    expect(page.locator("#code")).to_be_visible()
    page.context.set_offline(False)
