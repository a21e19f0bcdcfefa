"""The adults of the benchmarks find a class among the own ones, also in the 16 Days."""

import pytest

from benchmarks.classroom import class_path

DAYS = """<a class="today__felt" href="/teach/class/b/16-days/"><span>B &lt;1&gt;</span></a>
<a class="button" href="/teach/class/b/16-days/2/"><span> B &lt;1&gt;</span></a>
"""
CARDS = """<h2 class="card__title"><a href="/teach/class/a/">B</a></h2>
<h2 class="card__title"><a href="/teach/class/b/">B &lt;1&gt;</a></h2>
"""


@pytest.mark.parametrize("page", [CARDS, DAYS + CARDS])
def test_a_class_is_found_by_its_own_link(page):
    assert class_path(page, "B") == "/teach/class/a/"
    assert class_path(page, "B <1>") == "/teach/class/b/"


def test_a_class_that_is_only_in_the_16_days_is_not_found():
    with pytest.raises(LookupError):
        class_path(DAYS, "B <1>")
