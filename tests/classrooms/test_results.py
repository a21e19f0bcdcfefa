"""A school's figures travel in one signed file, and are published at a hub once."""

import json
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classrooms.models import Figure, ResultsSource
from classrooms.results import documents, exchange
from classrooms.results.documents import Cell, NoResults
from classrooms.results.exchange import NotTaken, Why
from classrooms.states import Role
from curriculum import signing
from curriculum.models import Signer
from tests.classrooms.factories import DistrictFactory, MembershipFactory, SchoolFactory
from tests.classrooms.pooling import LINEAGE, fix, pool

SCHOOL = UUID("00000000-0000-4000-8000-00000000000a")
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def cell(**more):
    return Cell(**{"lineage": LINEAGE, "wave": "post", "term": "2026T1", "runs": 3,
                   "submitted": 60, "total": 45, "alpha": "1/2"} | more)  # fmt: skip


def file(*cells, key=KEY, school=SCHOOL, name="№ 5 мектеп"):
    return documents.write(school, name, list(cells) or [cell()], key)


def test_a_file_is_read_as_it_was_written():
    results = documents.read(file(cell(), cell(wave="pre", total=-3)))

    assert results.school == SCHOOL
    assert results.cells == (cell(), cell(wave="pre", total=-3))
    assert results.signer == signing.name_of(KEY)


def test_people_can_read_it():
    said = json.loads(file(cell(question="Ким жардам берет?")))

    assert said["school"]["name"] == "№ 5 мектеп"
    assert (said["figures"][0]["question"], said["figures"][0]["about"]) == (
        "Ким жардам берет?",
        75,
    )
    assert said["figures"][0]["margin"] == 10
    assert set(said["about_this_file"]) == {"ky", "ru", "en"}
    assert len(file()) < 4096


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 10**6), turned=st.integers(1, 255))
def test_any_changed_byte_is_refused(place, turned):
    broken = bytearray(file())
    broken[place % len(broken)] ^= turned

    with pytest.raises(NoResults):
        documents.read(bytes(broken))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_else_is_refused(written):
    with pytest.raises(NoResults):
        documents.read(written)


IMPOSSIBLE = {
    "two runs": {"runs": 2},
    "fewer answers than runs": {"runs": 9, "submitted": 8},
    "a sum far above": {"total": 500},
    "a sum far below": {"total": -500},
    "an unknown wave": {"wave": "now"},
    "a term that is none": {"term": "2026T9"},
    "a term of another age": {"term": "1026T1"},
    "another noise": {"alpha": "1/3"},
    "no noise": {"alpha": "0/1"},
    "words as a number": {"submitted": "60"},
    "a truth as a number": {"runs": True},
    "half a pupil": {"total": 4.5},
    "too many": {"submitted": 10**9},
}


@pytest.mark.parametrize("wrong", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_figures_that_no_school_publishes_are_refused(wrong):
    written = json.loads(file())
    del written["signature"]
    names = {"runs": "m", "submitted": "N", "total": "sum_v"}
    written["figures"][0] |= {names.get(name, name): value for name, value in wrong.items()}

    with pytest.raises(NoResults):
        documents.read(resealed(written))


def resealed(data):
    seal = signing.seal(KEY, documents.KIND, documents._text(data))
    return documents._text(data | {"signature": seal.hex()})


@pytest.mark.parametrize(
    "wrong",
    [{"schema": 2}, {"kind": "x"}, {"figures": []}, {"school": {"id": "x", "name": "x"}},
     {"school": {"id": str(SCHOOL), "name": "a\u202eb"}}, {"figures": None}],
)  # fmt: skip
def test_files_of_another_form_are_refused(wrong):
    written = json.loads(file()) | wrong
    del written["signature"]

    with pytest.raises(NoResults):
        documents.read(resealed(written))


def test_too_large_a_file_is_refused():
    with pytest.raises(NoResults):
        documents.read(b" " * (documents.MOST_BYTES + 1))


def test_a_margin_that_was_made_up_is_refused():
    written = json.loads(file())
    del written["signature"]
    written["figures"][0]["margin"] = 1

    with pytest.raises(NoResults):
        documents.read(resealed(written))


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def trusted(db):
    return Signer.objects.create(key=signing.name_of(KEY), name="№ 5")


def test_only_what_is_published_leaves_the_school(school):
    other = uuid4()
    pool(school, runs=3)
    pool(school, runs=2, lineage=other)
    assert exchange.written(school) is None
    fix(1)
    pool(school, runs=1)

    results = documents.read(exchange.written(school))

    assert [(each.lineage, each.runs, each.submitted, each.total) for each in results.cells] == [
        (LINEAGE, 3, 60, 45)
    ]
    assert str(other).encode() not in exchange.written(school)
    assert exchange.written(school) == exchange.written(school)


def test_what_went_up_to_a_wider_place_is_in_no_schools_file(db):
    district = DistrictFactory()
    one, two = SchoolFactory(parent=district), SchoolFactory(parent=district)
    for each in (one, two):
        pool(each, runs=2)
    fix(1)
    fix(2)

    assert Figure.objects.get().place == district
    assert exchange.written(one) is None


def test_a_hub_publishes_it_once(school, trusted):
    assert exchange.take(file(), school=school) == 1
    assert exchange.take(file(), school=school) == 0

    figure = Figure.objects.get()
    assert (figure.place, figure.total, figure.submitted, figure.runs) == (school, 45, 60, 3)
    assert Fraction(figure.alpha) == Fraction(1, 2)
    assert ResultsSource.objects.count() == 1


def test_a_later_file_adds_its_new_terms(school, trusted):
    exchange.take(file(), school=school)

    assert exchange.take(file(cell(), cell(term="2026T2")), school=school) == 1
    assert Figure.objects.count() == 2


def why(*args, **more):
    with pytest.raises(NotTaken) as refused:
        exchange.take(*args, **more)
    return refused.value.why


def test_what_was_published_never_changes(school, trusted):
    exchange.take(file(), school=school)

    assert why(file(cell(total=46), cell(term="2026T2")), school=school) == Why.OTHER_FIGURE
    assert list(Figure.objects.values_list("total", flat=True)) == [45]


def test_strangers_and_withdrawn_keys_are_refused(school, trusted):
    other = Ed25519PrivateKey.generate()
    assert why(file(key=other), school=school) == Why.UNKNOWN_SIGNER
    trusted.revoked_on = "2026-11-01"
    trusted.save()

    assert why(file(), school=school) == Why.REVOKED_SIGNER
    assert not Figure.objects.exists()


def test_a_file_belongs_to_one_school_for_good(school, trusted):
    exchange.take(file(), school=school)

    assert why(file(), school=SchoolFactory()) == Why.OTHER_SCHOOL
    assert why(file(cell(term="2026T2"), school=uuid4()), school=school) == Why.OTHER_SCHOOL
    assert why(file(), school=DistrictFactory()) == Why.NO_SCHOOL


def test_a_school_that_is_taught_here_takes_no_file(school, trusted):
    pool(school)

    assert why(file(), school=school) == Why.OWN_CLASSES


def test_a_term_is_fixed_beside_a_school_that_sends_files(school, trusted):
    exchange.take(file(), school=school)
    pool(school, runs=3)

    assert fix(1)
    assert Figure.objects.count() == 1


@pytest.fixture
def coordinator(client, school):
    member = MembershipFactory(place=school.parent, role=Role.COORDINATOR)
    client.force_login(member.user)
    return client


def sent(written, name="birge-results.json"):
    return {"file": SimpleUploadedFile(name, written, "application/json")}


def test_a_coordinator_takes_and_gives_files(coordinator, school, trusted):
    page = f"/teach/place/{school.pk}/results/"
    assert coordinator.get(f"/teach/place/{school.pk}/results.json").status_code == 404

    reply = coordinator.post(page, sent(file()), follow=True)

    assert reply.redirect_chain == [(page, 302)]
    assert Figure.objects.count() == 1
    given = coordinator.get(f"/teach/place/{school.pk}/results.json")
    assert documents.read(given.content).cells == (cell(),)
    assert given["Content-Disposition"] == 'attachment; filename="birge-results.json"'


@pytest.mark.parametrize(
    "written",
    [b"<script>", b"=1+1", b"x" * (documents.MOST_BYTES + 9)],
    ids=["page", "formula", "long"],
)
def test_the_page_says_why_a_file_is_not_taken(coordinator, school, trusted, written):
    reply = coordinator.post(f"/teach/place/{school.pk}/results/", sent(written))

    assert 'role="alert"' in reply.content.decode()
    assert not Figure.objects.exists()


def test_an_unknown_signer_is_named_by_digits(coordinator, school):
    reply = coordinator.post(f"/teach/place/{school.pk}/results/", sent(file()))

    assert signing.fingerprint(signing.name_of(KEY)) in reply.content.decode()


def test_results_of_others_do_not_exist(coordinator, school):
    other = SchoolFactory()

    for path in (f"/teach/place/{other.pk}/results/", f"/teach/place/{other.pk}/results.json"):
        assert coordinator.get(path).status_code == 404
    district = f"/teach/place/{school.parent_id}/results/"
    assert coordinator.get(district).status_code == 404
    assert coordinator.post(f"/teach/place/{other.pk}/results/", sent(file())).status_code == 404


def test_commands_write_and_read(school, trusted, tmp_path, capsys):
    (tmp_path / "in.json").write_bytes(file())
    call_command("results", "read", str(tmp_path / "in.json"), "--json")
    assert json.loads(capsys.readouterr().out) == {"ok": True, "problems": [], "fresh": 1}

    call_command("results", "write", "--out", str(tmp_path / "out.json"), "--json")

    assert documents.read((tmp_path / "out.json").read_bytes()).cells == (cell(),)


def test_commands_refuse(school, tmp_path, capsys):
    (tmp_path / "in.json").write_bytes(file())
    with pytest.raises(CommandError):
        call_command("results", "read", str(tmp_path / "in.json"), "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["problems"][0]["code"]) == (False, "unknown_signer")
    with pytest.raises(CommandError):
        call_command("results", "read", str(tmp_path / "none.json"))
    SchoolFactory()
    with pytest.raises(CommandError) as misuse:
        call_command("results", "write", "--out", str(tmp_path / "out.json"))
    assert misuse.value.returncode == 2
