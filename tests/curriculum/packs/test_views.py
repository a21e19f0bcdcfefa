"""Packs in the CMS: who may, what is shown, what is done."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from curriculum import signing
from curriculum.models import LessonPage
from curriculum.packs import incoming, jobs
from curriculum.packs.jobs import Job, State
from tests.curriculum.conftest import SLUGS
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG, entries, packed
from tests.curriculum.packs.test_importing import edit, find, foreign, renewed

pytestmark = pytest.mark.django_db
PAGE, UPLOAD, JOB = "/cms/packs/", "/cms/packs/upload/", "/cms/packs/job/"


@pytest.fixture(autouse=True)
def _data(settings, tmp_path, own):
    """A data folder of its own, with the key that packs here are signed with."""
    key = (settings.DATA_DIR / "signing-key").read_bytes()
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "signing-key").write_bytes(key)


@pytest.fixture
def bringer(client):
    """Somebody who may bring packs in and nothing else."""
    user = get_user_model().objects.create_user("bermet", password="a long pass phrase")
    names = ("access_admin", "bring_in_pack")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def sent(written):
    return {"file": SimpleUploadedFile("a.birge", written, "application/octet-stream")}


def test_a_trainer_makes_a_pack(trainer):
    page = trainer.get(PAGE).content.decode()
    assert 'name="lessons"' in page
    assert signing.own_fingerprint() in page

    reply = trainer.post(PAGE, {"lessons": [SLUG, SLUGS[0]], "title": "Биринчи"})

    assert reply["Content-Disposition"] == 'attachment; filename="birge-lessons-1.birge"'
    pack = crafting.read(b"".join(reply.streaming_content))
    assert [lesson.slug for lesson in pack.lessons] == [SLUGS[0], SLUG]
    assert pack.manifest.title == "Биринчи"


@pytest.mark.parametrize(
    "typed",
    [{"title": "x"}, {"lessons": [SLUG]}, {"lessons": ["lost"], "title": "x"},
     {"lessons": [SLUG], "title": "x" * 81}],
)  # fmt: skip
def test_a_form_that_is_wrong_comes_back(trainer, typed):
    reply = trainer.post(PAGE, typed)

    assert reply.status_code == 200
    assert 'role="alert"' in reply.content.decode()


def test_a_title_with_hidden_signs_is_refused_with_a_sentence(trainer):
    reply = trainer.post(PAGE, {"lessons": [SLUG], "title": "a\u202eb"})

    assert "help-critical" in reply.content.decode()


def test_a_trainer_brings_nothing_in(trainer):
    assert "pack-in" not in trainer.get(PAGE).content.decode()
    token = incoming.keep([packed()])

    assert trainer.post(UPLOAD, sent(packed())).status_code == 302
    assert "/cms/packs/" not in trainer.post(UPLOAD, sent(packed()))["Location"]
    for path in (f"{PAGE}{token}/", JOB):
        assert trainer.get(path)["Location"] == "/cms/"


def test_who_may_neither_sees_no_page(client):
    user = get_user_model().objects.create_user("x", password="a long pass phrase")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)

    assert client.get(PAGE)["Location"] == "/cms/"
    assert "/cms/packs/" not in client.get("/cms/").content.decode()


def test_who_brings_in_makes_none(bringer):
    assert 'name="lessons"' not in bringer.get(PAGE).content.decode()

    assert bringer.post(PAGE, {"lessons": [SLUG], "title": "x"})["Location"] == "/cms/"


def looked_into(client, written):
    return client.post(UPLOAD, sent(written), follow=True)


def test_a_pack_is_looked_into_before_anything_changes(bringer, own):
    reply = looked_into(bringer, packed(entries(foreign())))

    page = reply.content.decode()
    assert own.fingerprint in page
    assert foreign().titles["ky"] in page
    assert not LessonPage.objects.filter(slug="from-elsewhere").exists()


@pytest.mark.parametrize("is_page", [True, False])
def test_a_file_that_is_no_pack_is_refused_with_a_sentence(bringer, is_page):
    written = b"<script>alert(1)</script>" if is_page else packed()[:-3]

    page = looked_into(bringer, written).content.decode()

    assert "help-critical" in page
    assert "<script>alert(1)" not in page


def test_what_a_title_says_is_inert(bringer):
    said = "<script>alert(1)</script>{{ 1 }}"
    lesson = foreign()
    lesson.data["title"] = dict.fromkeys(("ky", "ru", "en"), said)

    page = looked_into(bringer, packed(entries(lesson), title=said)).content.decode()

    assert said not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 1 }}" in page


def test_each_changed_lesson_is_asked_about(bringer):
    Job(incoming.path_of(incoming.keep([packed(entries(foreign()))])), frozenset()).run()
    edit(find("from-elsewhere"))

    page = looked_into(bringer, packed(entries(renewed()), version=2)).content.decode()

    assert page.count('name="theirs-from-elsewhere"') == 2
    assert 'value="keep" checked' in page


@pytest.mark.parametrize(
    ("names", "words"),
    [(frozenset(), "Мектептин сөзү."), (frozenset({"from-elsewhere"}), "Жаңы сөз.")],
)
def test_a_job_does_what_was_chosen(names, words):
    Job(incoming.path_of(incoming.keep([packed(entries(foreign()))])), frozenset()).run()
    edit(find("from-elsewhere"))
    path = incoming.path_of(incoming.keep([packed(entries(renewed()), version=2)]))
    job = Job(path, names)

    job.run()

    assert job.state is State.DONE
    assert find("from-elsewhere").key_message == words
    assert not path.exists()


def test_a_job_that_is_refused_says_why_and_changes_nothing():
    path = incoming.path_of(incoming.keep([packed()[:-1]]))
    job = Job(path, frozenset())

    job.run()

    assert (job.state, job.problems[0].code.value) == (State.REFUSED, "not_a_pack")
    assert not path.exists()


def test_the_page_of_a_job_comes_again_while_it_runs(bringer, monkeypatch, tmp_path):
    running = Job(tmp_path / "x", frozenset(), done=3, of_all=40)
    monkeypatch.setitem(jobs._jobs, jobs._ONE, running)

    reply = bringer.get(JOB)
    assert reply["Refresh"] == "2"
    assert '<progress max="40" value="3"' in reply.content.decode()
    with pytest.raises(jobs.Busy):
        jobs.start(tmp_path / "y", [])

    running._end(State.DONE)
    reply = bringer.get(JOB)
    assert "Refresh" not in reply
    assert "<progress" not in reply.content.decode()


def test_an_unknown_token_is_no_page(bringer):
    assert bringer.get(f"{PAGE}{crafting.PACK}/").status_code == 404


def test_too_large_an_upload_is_refused_before_it_is_read(bringer, settings):
    settings.BIRGE_UPLOAD_BYTES = 1000

    reply = bringer.post(UPLOAD, sent(b"x" * 2000))

    assert reply.status_code == 400
    assert list(incoming.folder().glob("*")) == []


def test_old_uploads_are_swept():
    old = incoming.path_of(incoming.keep([b"x"]))
    os.utime(old, (1, 1))

    fresh = incoming.path_of(incoming.keep(iter([b"y", b"z"])))

    assert not old.exists()
    assert fresh.read_bytes() == b"yz"


def test_the_page_costs_the_same_whatever_is_published(trainer, django_assert_num_queries):
    trainer.get(PAGE)
    with django_assert_num_queries(15):
        trainer.get(PAGE)
