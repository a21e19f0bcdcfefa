"""What teachers and coordinators read about a class: axe on each page, in Kyrgyz and Russian, and
what Back and reload show after the opinions were shown."""

import re
import sqlite3
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Error

from tests.actors import Adult, Teacher
from tests.browser.board import show_to

LANGUAGES = ["ky", "ru"]


@pytest.fixture(scope="module")
def school(make_module_server):
    """A server whose coordinator also has the district, and where one class of a former year and
    one of this year are archived."""
    server = make_module_server()
    now = datetime.now(UTC)
    with sqlite3.connect(server.data / "birge.sqlite3") as database:
        database.execute(
            "INSERT INTO classrooms_membership (role, place_id, user_id)"
            " SELECT role, parent_id, user_id FROM classrooms_membership AS held"
            " JOIN classrooms_place AS place ON place.id = held.place_id"
            " WHERE role = 'coordinator'"
        )
        database.execute(
            "UPDATE classrooms_classroom SET archived_at = ?, school_year = ? WHERE size = 9",
            (now.isoformat(" "), now.year - 2),
        )
    database.close()
    server.start()
    return server


def address(adult, path, pattern):
    return re.findall(pattern, adult.open(path).text)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_about_a_class_has_a_barrier(school, page, checked, language):
    teacher = Teacher.of(school, "teacher")
    classroom = address(teacher, "/teach/", r'href="(/teach/class/[^"]+/)start/"')
    prepare = address(teacher, f"{classroom}start/", r'href="([^"]+/prepare/[^"]+/)"')
    teacher.speak(language)
    show_to(page, teacher, school)
    page.set_viewport_size({"width": 320, "height": 568})

    for path in (classroom, f"{classroom}start/", prepare, f"{classroom}opinions/"):
        page.goto(school.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        checked(page, path)
    page.locator("form[action$='/opinions/'] button").click()
    page.wait_for_selector(".empty")
    checked(page, "opinions")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_coordinator_has_a_barrier(school, page, checked, language):
    coordinator = Adult.of(school, "coordinator")
    archive = address(coordinator, "/teach/", r'href="(/teach/school/[^"]+/archived/)"')
    delete = address(coordinator, archive, r'href="(/teach/class/[^"]+/delete/)"')
    coordinator.speak(language)
    show_to(page, coordinator, school)
    page.set_viewport_size({"width": 320, "height": 568})

    for path in ("/teach/", archive, delete):
        page.goto(school.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        checked(page, path)
    assert page.locator("form[action$='/delete/'] button").count() == 1


def test_back_and_reload_ask_again(school, page):
    teacher = Teacher.of(school, "teacher")
    classroom = address(teacher, "/teach/", r'href="(/teach/class/[^"]+/)start/"')
    show_to(page, teacher, school)
    asked, shown = 'input[name="asked"]', ".empty"
    page.goto(f"{school.url}{classroom}opinions/")
    page.locator("form[action$='/opinions/'] button").click()
    page.wait_for_selector(shown)

    page.reload()
    page.wait_for_selector(asked, state="attached")
    assert page.locator(shown).count() == 0
    page.locator("form[action$='/opinions/'] button").click()
    page.wait_for_selector(shown)
    page.goto(school.url + classroom)
    # The browser kept no copy, and asks nobody for the page by itself.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()

    assert page.locator(shown).count() == 0
