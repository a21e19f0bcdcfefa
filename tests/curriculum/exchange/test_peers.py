"""What PEERS.md counted of public question banks, held with banks of our own: see `grammar`."""

from collections import Counter

import pytest

from curriculum.exchange import formats
from curriculum.exchange.drafts import Lost
from tests.curriculum.exchange import grammar, peers

BANKS = {
    "gift": (grammar.in_gift(), grammar.gift_file),
    "moodle": (grammar.in_moodle(), grammar.moodle_file),
}


@pytest.fixture(params=BANKS)
def bank(request):
    """The questions of a bank, and what came of its file."""
    samples, write = BANKS[request.param]
    format_, found = formats.read(write(samples), "en")
    assert format_.name == request.param
    return samples, found


def taken_of(samples):
    return [each for each in samples if not each.refused]


def test_every_question_is_taken_as_it_was_meant(bank):
    samples, found = bank

    read = [
        (each.prompt, tuple((o.text, o.counts, o.explanation) for o in each.options))
        for each in found.questions
    ]
    assert read == [(each.prompt, each.answers) for each in taken_of(samples)]


def test_each_that_is_not_taken_is_named_with_its_reason(bank):
    samples, found = bank

    said = [str(problem.what) for problem in found.problems]
    reasons = [each.refused for each in samples if each.refused]
    assert [what[: len(why)] for what, why in zip(said, reasons, strict=True)] == reasons


def test_each_loss_stands_beside_its_question(bank):
    samples, found = bank

    lost = {each.place: set() for each in found.taken}
    for loss in found.losses:
        lost[loss.place].add(loss.what)
    assert list(lost.values()) == [each.lost for each in taken_of(samples)]


# Taken, not taken, and what was lost of those taken.
FIGURES = {
    "gift": (
        224,
        20,
        {
            Lost.MEDIA: 56, Lost.FORMATTING: 56, Lost.TOGETHER: 32, Lost.PARTLY: 64,
            Lost.GENERAL: 112, Lost.TITLE: 112,
        },
    ),
    "moodle": (
        240,
        16,
        {
            Lost.MEDIA: 60, Lost.FORMATTING: 60, Lost.TOGETHER: 40, Lost.PARTLY: 80,
            Lost.GENERAL: 144, Lost.TITLE: 120,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BANKS)
def test_five_hundred_questions_in_figures(name):
    samples, write = BANKS[name]

    found = formats.read(write(samples), "en")[1]

    losses = Counter(loss.what for loss in found.losses)
    assert (len(found.taken), len(found.problems), losses) == FIGURES[name]


def test_what_was_noted_of_public_banks_is_what_the_page_says():
    """The files themselves are elsewhere; `peers.py` reads them again and compares."""
    page = peers.NOTED.with_name("PEERS.md").read_text("utf-8")
    kept = peers.noted().values()

    taken, left = (sum(getattr(each, name) for each in kept) for name in ("taken", "not_taken"))
    told = f"{taken + left} questions in {len(kept)} files, {taken} taken, {left} named"
    assert told in page
    of = {name: sum(each.taken for each in kept if each.format_ == name) for name in BANKS}
    assert of == {"gift": 194, "moodle": 235}


def test_a_known_file_that_gives_something_else_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.gift").write_text("Which? {=this ~that}", "utf-8")
    digest, found = peers.outcome((tmp_path / "a.gift").read_bytes())
    assert found == ("gift", 1, 0, 0)
    note = tmp_path / "peers.tsv"
    monkeypatch.setattr(peers, "NOTED", note)

    note.write_text(f"{digest}\tgift\t1\t0\t0\n", "utf-8")
    assert list(peers.changed(tmp_path)) == []

    note.write_text(f"{digest}\tgift\t2\t0\t0\n", "utf-8")
    assert [each.split(":")[0] for each in peers.changed(tmp_path)] == ["a.gift"]
