from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import papers
from quizzes.papers import ForeignPaper, Paper

KEY, RUN = bytes(range(32)), uuid4()
bits = st.integers(0, 2**papers.QUESTIONS_MAX - 1)


@given(st.builds(Paper, st.integers(0, 255), st.integers(0, 255), bits, bits))
def test_a_paper_opens_as_it_was_sealed_and_all_are_of_one_length(paper):
    sealed = papers.seal(paper, key=KEY, run_id=RUN)

    assert len(sealed) == papers.SEALED_LENGTH
    assert papers.unseal(sealed, key=KEY, run_id=RUN) == paper


def test_eight_papers_fit_into_a_thousand_bytes():
    assert papers.tablet_bytes() <= papers.TABLET_BYTES_MAX == 1000


def test_the_same_paper_never_looks_the_same_twice():
    assert len({papers.seal(Paper(3), key=KEY, run_id=RUN) for _ in range(50)}) == 50


@pytest.mark.parametrize("spoil", ["", "x", "A" * papers.SEALED_LENGTH, "ж" * papers.SEALED_LENGTH])
def test_made_up_papers_do_not_open(spoil):
    with pytest.raises(ForeignPaper):
        papers.unseal(spoil, key=KEY, run_id=RUN)


def test_one_changed_character_spoils_a_paper():
    sealed = papers.seal(Paper(1), key=KEY, run_id=RUN)
    other = "A" if sealed[20] != "A" else "B"

    with pytest.raises(ForeignPaper):
        papers.unseal(sealed[:20] + other + sealed[21:], key=KEY, run_id=RUN)


def test_a_paper_of_another_run_does_not_open_even_with_the_same_key():
    sealed = papers.seal(Paper(1), key=KEY, run_id=uuid4())

    with pytest.raises(ForeignPaper):
        papers.unseal(sealed, key=KEY, run_id=RUN)


def test_the_first_answer_stays():
    paper = Paper(0).with_answer(2, yes=True).with_answer(2, yes=False)

    assert paper.has(2)
    assert paper.says_yes(2)


def test_keeping_blanks_every_other_bit():
    paper = Paper(0).with_answer(0, yes=True).with_answer(1, yes=True)

    kept = paper.keeping([1])

    assert (kept.says_yes(0), kept.says_yes(1)) == (False, True)
    assert paper.keeping([]).yes == 0
    assert paper.keeping([1, 0]) == paper
    assert kept.submitted == paper.submitted
