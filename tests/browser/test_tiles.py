"""The tiles of a question: one size, one look, and a choice that nobody sees from afar.  The
question has pictures on some options, very long words, and recordings."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.actors import Teacher
from tests.browser.rich import enrich

SIZES = [(320, 568), (800, 1280), (1920, 1080)]
LOOK = """tile => [tile, ...tile.querySelectorAll("*:not(input)")].map(part => {
  const style = getComputedStyle(part);
  return [style.color, style.backgroundColor, style.borderTopColor, style.borderTopWidth,
    style.fontWeight, style.fontSize, style.boxShadow, style.outlineStyle, style.opacity].join();
})"""
CUT = """tile => [tile, ...tile.querySelectorAll("*:not(.hidden-text)")].some(
  part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)"""
# Whether the recording comes to be heard.  It polls within the page, whose policy forbids the eval
# of wait_for_function.
HEARD = """sound => new Promise(done => {
  const look = () => sound.currentTime > 0 ? done(true) : setTimeout(look, 50);
  setTimeout(() => done(false), 10000);
  look();
})"""
# Of a tile's picture: how much of it a choice may change.  A dot of 20 px in a tile of 288 × 100.
INK = 0.015


@pytest.fixture(scope="module")
def server(make_module_server):
    one = make_module_server()
    one.start()
    return one


@pytest.fixture(scope="module")
def teacher(server):
    """At the board with a rich lesson."""
    one = Teacher.of(server, "teacher")
    one.start("тамаша", 24)
    server.stop()
    enrich(server.data)
    server.start()
    return one


@pytest.fixture(scope="module")
def code(teacher):
    """Of the quiz, whose first question is open: each test is another tablet of the class."""
    code = teacher.open_last_quiz()
    teacher.press("quiz/next/")
    return code


@pytest.fixture
def tablet(code, server, page):
    """At the first question, in Kyrgyz."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{server.url}/play/")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_selector(".screen--question")
    return page


def boxes(page):
    found = [tile.bounding_box() for tile in page.locator(".option").all()]
    return [(round(box["width"]), round(box["height"]), round(box["x"])) for box in found]


def picture(tile):
    return Image.open(BytesIO(tile.screenshot())).convert("RGB")


def ink(one, other):
    """The share of the pixels that differ to the eye."""
    grey = ImageChops.difference(one, other).convert("L")
    return sum(grey.histogram()[16:]) / (grey.width * grey.height)


def test_tiles_are_equal_and_a_choice_is_a_dot(tablet, checked):
    tiles, radios = tablet.locator(".option"), tablet.get_by_role("radio")
    expect(tiles).to_have_count(5)
    for width, height in SIZES:
        tablet.set_viewport_size({"width": width, "height": height})
        sizes = boxes(tablet)
        assert len({size[:2] for size in sizes}) == 1, sizes
        assert len({size[2] for size in sizes}) == (1 if width == 320 else 2)
        assert sizes[0][1] >= 64
        assert [tile.evaluate(CUT) for tile in tiles.all()] == [False] * 5
        looks_alike_whatever_is_chosen(tablet, tiles, radios)
    checked(tablet, "tiles")


def looks_alike_whatever_is_chosen(page, tiles, radios):
    pictured = [is_pictured(tile) for tile in tiles.all()]
    assert sorted(pictured) == [False, False, False, True, True]
    radios.first.check()
    before = {tile.evaluate(LOOK)[0] for tile in tiles.all()}
    assert len(before) == 1
    unchosen = picture(tiles.nth(1))
    look = tiles.nth(1).evaluate(LOOK)
    # A finger, so that a pointer's hover and focus are there as on a tablet.
    tiles.nth(1).locator(".option__text").click()
    expect(radios.nth(1)).to_be_checked()
    assert tiles.nth(1).evaluate(LOOK) == look
    assert 0 < ink(unchosen, picture(tiles.nth(1))) <= INK
    assert {tile.evaluate(LOOK)[0] for tile in tiles.all()} == before


def is_pictured(tile):
    return tile.locator(".option__picture").count() == 1


def test_everything_can_be_heard_one_at_a_time(tablet):
    said = []
    tablet.on("console", lambda message: said.append(message.text))
    buttons = tablet.get_by_role("button", name="Угуу")
    expect(buttons).to_have_count(6)
    expect(tablet.locator("audio[controls]")).to_have_count(0)
    playing = "[...document.querySelectorAll('audio')].map(one => !one.paused)"
    assert tablet.evaluate(playing) == [False] * 6

    for nth in (0, 3, 3):
        buttons.nth(nth).click()
        assert tablet.evaluate(playing).count(True) <= 1
    # Looked at in the same moment: on a busy machine a short word is over before the next one.
    pressed = f"button => {{ button.click(); return {playing}; }}"
    assert buttons.nth(3).evaluate(pressed) == [False, False, False, True, False, False]
    assert tablet.locator("audio").nth(3).evaluate(HEARD)
    # What is listened to is not chosen.
    expect(tablet.locator("input:checked")).to_have_count(0)

    tablet.get_by_role("button", name="Русский").click()
    tablet.wait_for_selector("html[lang=ru]")
    expect(tablet.get_by_role("button", name="Слушать")).to_have_count(6)
    assert tablet.evaluate(playing) == [False] * 6
    assert said == []


def test_a_screen_reader_meets_names(tablet):
    question = tablet.locator(".screen").aria_snapshot()

    assert "group" in question
    assert question.count("- radio ") == 5
    assert '- radio "Так билбейм"' in question
    assert '- radio "Бул суроону өткөрүп жиберем"' in question
    assert '- radio "Боз үй Кыйынчылыктардан' in question
    assert '- button "Угуу Так билбейм"' in question
    assert '- button "Жөнөтүү"' in question
    head = tablet.locator("header").aria_snapshot()
    for name in ('link "Жардам"', 'link "Тез чыгуу"', 'button "Оңой окуу"'):
        assert name in head


def test_the_keyboard_alone_answers(tablet, teacher):
    radios = tablet.get_by_role("radio")
    for _ in range(30):
        tablet.keyboard.press("Tab")
        if tablet.evaluate("document.activeElement.type") == "radio":
            break
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert tablet.evaluate(outline) == "solid"
    tablet.keyboard.press("Space")
    tablet.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    assert tablet.evaluate(outline) == "solid"
    sent, seats = teacher.sent()
    tablet.keyboard.press("Enter")
    tablet.wait_for_selector(".screen--sent")
    assert teacher.sent() == (sent + 1, seats)


def test_with_forced_colours_everything_is_still_seen(tablet):
    tablet.emulate_media(forced_colors="active")
    tablet.set_viewport_size({"width": 800, "height": 1280})
    tiles, radios = tablet.locator(".option"), tablet.get_by_role("radio")
    radios.first.check()
    unchosen = picture(tiles.nth(1))
    tiles.nth(1).locator(".option__text").click()
    assert ink(unchosen, picture(tiles.nth(1))) > 0
    borders = "tile => getComputedStyle(tile).borderTopStyle"
    assert {tile.evaluate(borders) for tile in tiles.all()} == {"solid"}
    for button in tablet.get_by_role("button").all():
        assert seen_against_the_page(button), button.inner_text()
    pictured = next(tile for tile in tiles.all() if is_pictured(tile))
    assert colours(pictured.locator(".option__picture")) > 8


def seen_against_the_page(button):
    """Its words have another colour than what is behind them."""
    return colours(button) > 1


def colours(part):
    return len(picture(part).resize((64, 32)).getcolors(64 * 32))
