"""The page of figures in a browser: no barrier, whatever it has to say, also at 320 px."""

import re

import pytest

from tests.actors import Adult
from tests.browser.board import show_to
from tests.server import manage

# A school with figures, with every reason for none, and with a question that no lesson asks.
FILL = """
from uuid import UUID
from classrooms.figures.questions import published
from classrooms.models import Place
from quizzes.states import Wave
from tests.classrooms.factories import SchoolFactory
from tests.classrooms.pooling import fix, pool

school = Place.objects.schools().get()
first, second, third, fourth, fifth, *_ = published()
pool(school, 11, 22, runs=4, lineage=first, wave=Wave.PRE)
pool(school, 18, 22, runs=4, lineage=first)
pool(school, 6, 8, runs=3, lineage=second)
pool(SchoolFactory(parent=school.parent), 16, 24, runs=9, lineage=second)
pool(school, 10, 20, runs=2, lineage=third)
pool(school, 10, 20, runs=3, lineage=UUID(int=77))
pool(school, 10, 20, runs=2, lineage=fourth)
pool(SchoolFactory(parent=school.parent), 10, 20, lineage=fourth)
# So far ahead that the server's own keeper fixes nothing meanwhile.
fix(1, year=2190)
fix(2, year=2190)
pool(school, 10, 20, lineage=fourth)
pool(school, 10, 20, runs=3, lineage=fifth)
"""


@pytest.fixture(scope="module")
def server(make_module_server):
    one = make_module_server()
    filled = manage(one.data, "shell", "--no-imports", "-c", FILL)
    assert filled.returncode == 0, filled.stderr
    one.start()
    return one


@pytest.fixture
def coordinator(server):
    return Adult.of(server, "coordinator")


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_figures_have_no_barrier(server, page, axe, coordinator, language, only_our_host):
    said = []
    page.on("console", lambda message: said.append(message.text))
    coordinator.speak(language)
    show_to(page, coordinator, server)
    page.goto(f"{server.url}/teach/")
    page.set_viewport_size({"width": 320, "height": 568})
    page.locator('a[href$="/figures/"]').click()
    page.wait_for_selector(".figure__bar")

    assert axe(page) == []
    assert page.locator(".figure").count() == 6
    assert page.locator(".figure__bar").count() == 3
    assert page.locator(".figure__wider").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    # Of 50 ± 8 points on a bar: sure up to 42, blurred up to 58.
    bar = page.locator(".figure__bar").first.bounding_box()
    blur = page.locator(".figure__blur").first.bounding_box()
    assert (blur["x"] - bar["x"]) / bar["width"] == pytest.approx(0.42, abs=0.01)
    assert blur["width"] / bar["width"] == pytest.approx(0.16, abs=0.01)
    for wave in page.locator(".figure__wave").all():
        assert re.search(r"\w", wave.locator("dd").first.inner_text())
    assert said == []


def test_the_figures_can_be_taken_away_as_a_table(server, page, coordinator):
    show_to(page, coordinator, server)
    page.goto(f"{server.url}/teach/")
    page.locator('a[href$="/figures/"]').click()

    with page.expect_download() as taken:
        page.locator('a[href$="/figures.csv"]').click()

    assert taken.value.suggested_filename == "birge-figures.csv"
    lines = taken.value.path().read_text("ascii").splitlines()
    assert len(lines) == 1 + 4
    assert lines[0] == "level,lineage,wave,term,m,N,sum_v,alpha"
