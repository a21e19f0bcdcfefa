"""Packs in the CMS: who may, what is shown, what is done."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from curriculum.actions import STARTER
from curriculum.models import LessonPage
from curriculum.packs import incoming, jobs
from curriculum.packs.jobs import Job, State
from curriculum.packs.work import BringIn
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import entries, packed
from tests.curriculum.packs.test_importing import edit, find, foreign, renewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]
PAGE, UPLOAD, JOB = "/cms/packs/", "/cms/packs/upload/", "/cms/packs/job/"


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


def test_a_trainer_brings_nothing_in(trainer):
    assert "pack-in" not in trainer.get(PAGE).content.decode()
    token = incoming.keep([packed()])

    assert trainer.post(UPLOAD, sent(packed())).status_code == 302
    assert "/cms/packs/" not in trainer.post(UPLOAD, sent(packed()))["Location"]
    assert trainer.get(f"{PAGE}{token}/")["Location"] == "/cms/"


def test_who_may_neither_sees_no_page(client):
    user = get_user_model().objects.create_user("x", password="a long pass phrase")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)

    for path in (PAGE, JOB, f"{PAGE}made/"):
        assert client.get(path)["Location"] == "/cms/"
    assert "/cms/packs/" not in client.get("/cms/").content.decode()


def test_who_brings_in_makes_none(bringer):
    assert 'name="lessons"' not in bringer.get(PAGE).content.decode()

    assert bringer.post(PAGE, {"lessons": [find().pk], "title": "x"})["Location"] == "/cms/"
    assert bringer.get(f"{PAGE}made/")["Location"] == "/cms/"


def take(written, names=()):
    """Bring it in, as a thread of the server would."""
    job = Job(BringIn(incoming.path_of(incoming.keep([written])), frozenset(names)))
    job.run()
    return job


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ky", "Birge: даяр сабактар"),
        ("ru", "Birge: готовые уроки"),
        ("en", "Birge: starter curriculum"),
    ],
)
def test_the_starter_curriculum_is_called_in_the_reader_s_language(bringer, language, said):
    get_user_model().objects.update(language=language)
    bringer.cookies["birge-language"] = language

    assert f"<td>{said}</td>" in bringer.get(PAGE).content.decode()
    assert f"<dd>{said}</dd>" in looked_into(bringer, packed(title=STARTER)).content.decode()


def test_each_changed_lesson_is_asked_about(bringer):
    take(packed(entries(foreign())))
    edit(find("from-elsewhere"))

    page = looked_into(bringer, packed(entries(renewed()), version=2)).content.decode()

    assert page.count('name="theirs-from-elsewhere"') == 2
    assert 'value="keep" checked' in page


@pytest.mark.parametrize(
    ("names", "words"),
    [((), "Мектептин сөзү."), (["from-elsewhere"], "Жаңы сөз.")],
)
def test_a_job_does_what_was_chosen(names, words):
    take(packed(entries(foreign())))
    edit(find("from-elsewhere"))

    job = take(packed(entries(renewed()), version=2), names)

    assert job.state is State.DONE
    assert find("from-elsewhere").key_message == words
    assert not job.work.path.exists()


def test_a_job_that_is_refused_says_why_and_changes_nothing():
    job = take(packed()[:-1])

    assert (job.state, job.problems[0].code.value) == (State.REFUSED, "not_a_pack")
    assert not job.work.path.exists()


def test_the_page_of_a_job_comes_again_while_it_runs(bringer, waiting):
    reply = looked_into(bringer, packed(entries(foreign())))
    assert bringer.post(reply.request["PATH_INFO"])["Location"] == JOB
    (job,) = jobs._jobs.values()
    job.went_on(3, 40)

    reply = bringer.get(JOB)
    assert reply["Refresh"] == "2"
    assert '<progress max="40" value="3"' in reply.content.decode()

    job.run()
    reply = bringer.get(JOB)
    assert "Refresh" not in reply
    page = reply.content.decode()
    assert "<progress" not in page
    assert foreign().titles["ky"] in page


def test_an_unknown_token_is_no_page(bringer):
    assert bringer.get(f"{PAGE}{crafting.PACK}/").status_code == 404


def test_too_large_an_upload_is_refused_before_it_is_read(bringer, settings):
    settings.BIRGE_UPLOAD_BYTES = 1000

    reply = bringer.post(UPLOAD, sent(b"x" * 2000))

    assert reply.status_code == 400
    assert list(incoming.folder().glob("*")) == []


def test_old_files_are_swept():
    old = incoming.path_of(incoming.keep([b"x"]))
    half = incoming.folder() / ".made-1.birge-abc"
    half.touch()
    for path in (old, half):
        os.utime(path, (1, 1))

    fresh = incoming.path_of(incoming.keep(iter([b"y", b"z"])))

    assert not old.exists()
    assert not half.exists()
    assert fresh.read_bytes() == b"yz"


def test_nothing_is_made_to_be_swept(settings):
    incoming.sweep()

    assert not (settings.DATA_DIR / incoming.FOLDER).exists()
