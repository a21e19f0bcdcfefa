"""The 16 Days in a browser: from home to the board, "We did it", the calendar and the felt of the
school; then print, and a school that opens them in spring."""

import re

import pytest
from playwright.sync_api import expect

from tests.actors import Adult, Teacher
from tests.browser.board import show_to
from tests.server import manage

# So that the season is on whatever the day is on which this runs: the country opened it yesterday.
# In the season of every year the day is that of the calendar instead.
OPEN = """
from datetime import timedelta
from django.utils import timezone
from classrooms.models import CampaignOpening, Classroom, FeltPiece, Place
today = timezone.localdate()
CampaignOpening.objects.create(
    place=Place.objects.get(parent=None), starts_on=today - timedelta(days=1), opened_on=today
)
FeltPiece.objects.all().delete()
"""
WIDTHS = (320, 800, 1920)


@pytest.fixture(scope="module")
def server(make_module_server):
    one = make_module_server()
    opened = manage(one.data, "shell", "--no-imports", "-c", OPEN)
    assert opened.returncode == 0, opened.stderr
    one.start()
    return one


def coloured(page):
    return page.locator(".felt-calendar .felt--done")


def fits(page, name):
    """No page is wider than any of the screens."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_class_does_its_day_and_the_felts_grow(server, page, checked, only_our_host):
    teacher = Teacher.of(server, "teacher")
    teacher.speak("ky")
    show_to(page, teacher, server)

    page.goto(server.url + "/teach/")
    today = page.get_by_role("region", name=re.compile("16 күн"))
    fits(page, "home")
    checked(page, "home")
    today.get_by_role("link", name="Күндүн иши 8-А").click()
    expect(page.locator(".day-head")).to_be_visible()
    if page.get_by_role("heading", name="Кадам-кадам менен").count() == 0:
        page.locator(".card__title a").first.click()
    expect(page.get_by_role("heading", name="Кадам-кадам менен")).to_be_visible()
    fits(page, "day")
    checked(page, "day")

    page.get_by_role("link", name="Доскада көрсөтүү").click()
    board = page.url
    checked(page, "board: name")
    page.keyboard.press("PageDown")
    expect(page.locator(".day-wall__step--now")).to_have_count(1)
    checked(page, "board: step")
    page.keyboard.press("b")
    expect(page.locator("body")).to_have_class(re.compile("blank"))
    page.keyboard.press("b")
    while page.get_by_role("link", name="Кийинки").count():
        before = page.locator(".controls__progress").get_attribute("value")
        page.keyboard.press("PageDown")
        expect(page.locator(".controls__progress")).not_to_have_attribute("value", before)
    # Without leaving the page, so that a full screen stays full.
    assert page.url == board
    expect(coloured(page)).to_have_count(0)
    checked(page, "board: felt")
    page.get_by_role("button", name="Аткардык").click()
    expect(coloured(page)).to_have_count(1)
    expect(page.get_by_role("heading", name="Кийизибизге жаңы бөлүк кошулду!")).to_be_visible()

    page.get_by_role("link", name="Жабуу").click()
    expect(page.get_by_role("heading", level=1, name="16 күн · 8-А")).to_be_visible()
    expect(coloured(page)).to_have_count(1)
    done = page.get_by_role("listitem").filter(has_text="чогуу аткарылды")
    expect(done).to_have_count(1)
    fits(page, "calendar")
    checked(page, "calendar")

    page.get_by_role("link", name="Мектебибиздин кийизи").click()
    expect(page.get_by_role("img", name="Мектептин кийизинде: 1 / 32 бөлүк.")).to_be_visible()
    fits(page, "carpet")
    checked(page, "carpet")

    page.go_back()
    page.get_by_role("link", name=done.get_by_role("link").inner_text()).click()
    page.get_by_role("button", name="Жаңылыш басылды: кайтарып алуу").click()
    expect(coloured(page)).to_have_count(0)


def test_without_scripts_and_for_the_others(server, browser, checked):
    teacher, coordinator = Teacher.of(server, "teacher"), Adult.of(server, "coordinator")
    teacher.open("/teach/")
    day = re.findall(r'href="(/teach/class/[^"]+/16-days/\d+/)"', teacher.page)[0]
    felt = re.sub(r"\d+/$", "", day)
    coordinator.open("/teach/")
    place = re.findall(r'href="(/teach/place/[^"]+/16-days/)"', coordinator.page)[0]

    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        show_to(page, teacher, server)
        page.goto(f"{server.url}{day}board/four-ways/")
        while (forward := page.locator('[data-key="next"]')).count():
            with page.expect_navigation():  # between two pages there is nothing to count
                forward.click()
        page.locator(".felt-wall form button").click()
        expect(coloured(page)).to_have_count(1)

    with browser.new_context(locale="ru") as context:
        page = context.new_page()
        show_to(page, coordinator, server)
        page.goto(server.url + place)
        fits(page, "place")
        checked(page, "place")
        assert page.locator("form[action$='/16-days/open/']").count() == 1
        page.goto(f"{server.url}/ru/16-days/")
        expect(page.get_by_role("heading", name="16 дней")).to_be_visible()
        fits(page, "parents")
        checked(page, "parents")

    with browser.new_context() as context:
        page = context.new_page()
        show_to(page, teacher, server)
        page.goto(server.url + felt)
        sheet = page.pdf(format="A4", print_background=False)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
