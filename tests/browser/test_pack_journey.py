"""A lesson's way from its author to a class far away: written from the template, stopped by the
checks, mended, reviewed by three others, translated, reviewed again, packed; a second installation
learns whose file it is, brings it in and teaches it."""

import re
import sqlite3
from contextlib import closing

import polib
import pytest
from playwright.sync_api import expect

from tests.actors import Teacher
from tests.browser.board import Board, show_to
from tests.browser.conftest import PHONE
from tests.browser.lesson_form import A_MINUTE, log_in, take
from tests.browser.test_lesson_journey import answer, join
from tests.faults.lessons import rows

TITLE = "Сүрөт жана уруксат"
RUSSIAN = "Снимок и согласие"
PACK = "Сүрөт жөнүндө"
# What the author puts where the brackets are, in turn.
WORDS = (
    "Досу алгач сурайт. Анан сүрөткө тартат.",
    "Ар бир адам «жок» деп айта алат.",
    "Мугалим класска бир мисал окуйт.",
)
OWN_EXPERIENCE = "Сени мектепте шылдыңдаганбы?"
REVIEWERS = ("language", "protection", "publisher")
EDITOR = ".js-translation-editor"
LESSON = "select id, live from wagtailcore_page where draft_title = '{}' order by id desc"
TRANSLATED = f"""
    select there.id from wagtailcore_page here, wagtailcore_page there, wagtailcore_locale locale
    where here.draft_title = '{TITLE}' and there.translation_key = here.translation_key
    and locale.id = there.locale_id and locale.language_code = 'ru' order by there.id desc
"""
MINE = (
    "select id from wagtailcore_page"
    " where title = 'Макулдук' and depth = 4 and url_path like '%/o-%'"
)


@pytest.fixture
def enter(browser):
    """Opens a browser of its own for a person of an installation."""
    contexts = []

    def start(server, role):
        contexts.append(browser.new_context(viewport={"width": 1366, "height": 768}))
        page = contexts[-1].new_page()
        log_in(page, server, role)
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def tablet(browser):
    """A pupil's, in a browser of its own."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


def forget_key(server):
    """Both were copied from one folder: from now on this one signs with a key of its own."""
    (server.data / "signing-key").unlink()
    with closing(sqlite3.connect(server.data / "birge.sqlite3")) as database, database:
        database.execute("delete from curriculum_signer")


def lesson_at(server, title):
    """Its number, and whether it is live."""
    return rows(server, LESSON.format(title))[0]


def begin_lesson(page, server):
    """From the topic in the author's own part, by the template of an age."""
    ((topic,),) = rows(server, MINE)
    page.goto(f"{server.url}/cms/pages/{topic}/")
    page.locator("a[href*='/add_subpage/']").first.click()
    page.locator("#id_title").fill(TITLE)
    page.get_by_label("13–15 жаш").check()
    page.get_by_role("button", name="Сабакты баштоо").click()
    page.locator("#page-edit-form").wait_for()


def fill_in(page):
    """Own words for all those in brackets, and the one field that a template cannot fill."""
    number = 0
    for field in page.locator("[data-edit-form] textarea").all():
        if "[[" in field.input_value():
            field.fill(f"{WORDS[number % len(WORDS)]} ({number + 1})")
            number += 1
    page.locator("[name=objectives-0-value-itgse]").fill("4.1 (12-15)")


def approve(enter, server, role, lesson):
    """By the way that the reviewer has: what waits, the lesson, its review."""
    page = enter(server, role)
    page.locator(f"main a[href*='/pages/{lesson}/edit/']").first.click()
    page.locator(f".messages a[href*='/lessons/{lesson}/review/']").click()
    page.locator("form[action*='/approve/'] button").click()
    page.wait_for_url("**/cms/")
    expect(page.locator(".messages .error, .messages .warning")).to_have_count(0)
    return page


def translate(page, server, folder):
    """Into Russian: the texts go out as a file and come back, all but the title, which is typed
    beside the Kyrgyz one."""
    number, _live = lesson_at(server, TITLE)
    page.goto(f"{server.url}/cms/localize/submit/page/{number}/")
    page.get_by_label("Русский").check()
    page.locator("main form .button[type=submit]").click()
    with page.expect_download() as sent:
        page.locator("a[href*='/pofile/download/']").click()
    path = folder / "lesson.po"
    sent.value.save_as(path)
    fill_po(path)
    page.locator("input[type=file]").set_input_files(path)
    page.wait_for_selector(".messages .success")
    title = page.locator(f"{EDITOR} li.incomplete")
    expect(title).to_have_count(1)
    expect(title).to_contain_text(TITLE)
    title.get_by_role("button", name="Которуу").click()
    title.locator("textarea").fill(RUSSIAN)
    title.get_by_role("button", name="Сактоо").click()
    expect(title).to_have_count(0)


def fill_po(path):
    """As a translator would outside the CMS, who leaves the title for later."""
    po = polib.pofile(str(path))
    for number, entry in enumerate(po, 1):
        if entry.msgid != TITLE:
            entry.msgstr = f"Друг сначала спрашивает. ({number})"
    po.save()


def send_translation(page):
    """By the editor's large button, which for an author is the way to the review."""
    page.locator(f"{EDITOR} footer nav > div:first-child > a").click()
    page.locator("main form:not([action]) button[type=submit]").click()
    page.wait_for_selector(".messages .success")


def make_pack(page, server, folder):
    page.locator("a[href='/cms/packs/']").click()
    page.get_by_label(TITLE).check()
    page.locator("#id_title").fill(PACK)
    page.locator("section[aria-labelledby=pack-out] button").click()
    file = page.locator("a[href='/cms/packs/made/']")
    file.wait_for(timeout=A_MINUTE)
    with page.expect_download() as made:
        file.click()
    path = folder / made.value.suggested_filename
    made.value.save_as(path)
    return path


def look_into(page, path):
    page.locator("a[href='/cms/packs/']").click()
    page.locator("#id_file").set_input_files(path)
    page.locator("section[aria-labelledby=pack-in] button").click()


def trust(page, key):
    """What the administrator does once the number was compared over the telephone."""
    page.locator("a[href='/cms/snippets/curriculum/signer/']").click()
    page.locator("a[href$='/signer/add/']").first.click()
    page.locator("#id_name").fill("Үлгү")
    page.locator("#id_key").fill(key)
    page.locator("form [type=submit]").last.click()
    page.wait_for_selector(".messages .success")


def bring_in(page):
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/packs/job/")
    expect(page.locator("main table")).to_contain_text(TITLE, timeout=A_MINUTE)


@pytest.mark.long
def test_a_lesson_is_written_reviewed_translated_packed_and_taught_elsewhere(
    page, tablet, make_server, enter, tmp_path, screenshots
):
    first, second = make_server(), make_server()
    forget_key(second)
    first.start()
    author = enter(first, "author")
    write(author, first, screenshots)
    number, _live = lesson_at(first, TITLE)
    for role in REVIEWERS:
        assert not lesson_at(first, TITLE)[1]
        approve(enter, first, role, number)
    assert lesson_at(first, TITLE)[1]

    translate(author, first, tmp_path)
    author.screenshot(path=screenshots / "side-by-side.png")
    send_translation(author)
    ((translated,),) = rows(first, TRANSLATED)
    for role in REVIEWERS:
        approve(enter, first, role, translated)
    assert lesson_at(first, RUSSIAN)[1]

    path = make_pack(enter(first, "trainer"), first, tmp_path)
    first.stop()
    second.start()
    receive(enter(second, "admin"), path, screenshots)
    teacher = Teacher.of(second, "teacher")
    show_to(page, teacher, second)
    read_plan(page, second)
    teach(page, tablet, teacher, second, screenshots)


def write(page, server, screenshots):
    """Stopped by the brackets, then by a question about own experience; then it is sent."""
    begin_lesson(page, server)
    take(page, "submit")
    expect(page.locator(".messages")).to_contain_text("Каталар бар")
    page.locator("[data-side-panel-toggle=ready]").click()
    panel = page.locator("[data-side-panel=ready]")
    expect(panel).to_contain_text("Кош кашаадагы")
    page.screenshot(path=screenshots / "refused.png")
    fill_in(page)
    question = page.locator("[name=questions-1-value-prompt]")
    question.fill(OWN_EXPERIENCE)
    toggle = page.locator("[data-side-panel-toggle=ready]")
    counter = toggle.locator("[data-side-panel-toggle-counter]")
    expect(counter).to_have_text("1", timeout=A_MINUTE)
    question.fill("Окуядагы адам эмне кыла алат?")
    expect(counter).to_be_hidden(timeout=A_MINUTE)
    take(page, "submit")
    page.wait_for_selector(".messages .success")


def receive(page, path, screenshots):
    """Refused until somebody has said whose it is."""
    look_into(page, path)
    refusal = page.locator("[role=alert]")
    key = re.search(r"\b[0-9a-f]{64}\b", refusal.inner_text())[0]
    page.screenshot(path=screenshots / "unknown-signer.png")
    trust(page, key)
    look_into(page, path)
    bring_in(page)


def read_plan(page, server):
    """Before the lesson, on the way from the class to the plan that is printed."""
    page.goto(f"{server.url}/teach/")
    page.locator("a[href$='/start/']").first.click()
    card = page.locator(".card", has_text=TITLE)
    card.locator("a[href*='/prepare/']").click()
    page.locator("a[href$='/plan/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(WORDS[0])


def teach(page, tablet, teacher, server, screenshots):
    """The board, a tablet, and the count."""
    teacher.start(TITLE, 24)
    code = teacher.open_last_quiz()
    board = Board(page)
    board.take_over(teacher, server)
    tablet.goto(f"{server.url}/play/")
    join(tablet, code)
    board.key("PageDown", ".stage--asking")
    answer(tablet)
    board.counts("1 / 1")
    page.screenshot(path=screenshots / "taught.png")
    tablet.screenshot(path=screenshots / "taught-tablet.png")
