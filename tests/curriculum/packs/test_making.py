"""Making a pack in the CMS: begun, watched, taken away, and by nobody else."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from curriculum import roles, signing
from curriculum.models import KnownPack, LessonPage
from curriculum.packs import incoming, jobs
from curriculum.packs.jobs import Job, State
from curriculum.packs.work import Make, Order
from tests.curriculum.conftest import SLUGS
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG
from tests.curriculum.packs.test_importing import find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data", "waiting")]
PAGE, JOB, MADE = "/cms/packs/", "/cms/packs/job/", "/cms/packs/made/"
TITLE = "Биринчи"


def typed(*slugs, title=TITLE):
    return {"lessons": [find(slug).pk for slug in slugs or [SLUG]], "title": title}


def make(client, *slugs, title=TITLE):
    """Press the button, and let the server do it."""
    assert client.post(PAGE, typed(*slugs, title=title))["Location"] == JOB
    job = list(jobs._jobs.values())[-1]
    job.run()
    return job


def taken(client):
    return crafting.read(b"".join(client.get(MADE).streaming_content))


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def another():
    """Another trainer."""
    user = get_user_model().objects.create_user("b", password="a long pass phrase")
    user.groups.add(roles.make_trainer_group())
    return client_of(user)


def files():
    return sorted(path.name for path in incoming.folder().iterdir())


@pytest.mark.parametrize(
    "wrong",
    [{"title": "x"}, {"lessons": [0], "title": "x"}, {"lessons": ["'"], "title": "x"},
     {"lessons": True, "title": ""}, {"lessons": True, "title": "x" * 81}],
)  # fmt: skip
def test_a_form_that_is_wrong_comes_back_and_nothing_begins(trainer, wrong):
    if wrong.get("lessons") is True:
        wrong = wrong | {"lessons": typed()["lessons"]}

    reply = trainer.post(PAGE, wrong)

    assert reply.status_code == 200
    assert 'role="alert"' in reply.content.decode()
    assert jobs._jobs == {}


def test_a_draft_is_not_to_be_chosen(trainer):
    page = find()
    page.unpublish()

    reply = trainer.post(PAGE, {"lessons": [page.pk], "title": "x"})

    assert 'role="alert"' in reply.content.decode()
    assert f'value="{page.pk}"' not in trainer.get(PAGE).content.decode()


def test_a_lesson_that_is_taken_back_meanwhile_refuses_the_pack(trainer):
    trainer.post(PAGE, typed())
    find().unpublish()
    (job,) = jobs._jobs.values()

    job.run()

    assert [each.code.value for each in job.problems] == ["not_live"]
    assert "help-critical" in trainer.get(JOB).content.decode()
    assert trainer.get(MADE).status_code == 404
    assert files() == []


def test_a_title_with_hidden_signs_is_refused_with_a_sentence(trainer):
    job = make(trainer, title="a\u202eb")

    assert job.state is State.REFUSED
    assert "help-critical" in trainer.get(JOB).content.decode()
    assert files() == []


def test_a_title_is_inert(trainer):
    said = "<script>alert(1)</script>{{ 1 }}"
    trainer.post(PAGE, typed(title=said))
    (job,) = jobs._jobs.values()
    job.work.is_writing, job.of_all = True, 2
    pages = [trainer.get(JOB).content.decode()]
    job.work.is_writing = False
    pages.append(trainer.get(JOB).content.decode())
    job.run()
    pages.append(trainer.get(JOB).content.decode())

    for page in pages:
        assert said not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 1 }}" in page


def test_a_pack_is_made_while_one_watches_and_then_taken_away(trainer):
    page = trainer.get(PAGE).content.decode()
    assert signing.own_fingerprint() in page

    assert trainer.post(PAGE, typed(SLUG, SLUGS[0]))["Location"] == JOB
    (job,) = jobs._jobs.values()
    job.went_on(1, 2)
    reply = trainer.get(JOB)
    assert reply["Refresh"] == "2"
    assert "no-store" in reply["Cache-Control"]
    assert '<progress max="2" value="1"' in reply.content.decode()
    assert trainer.get(MADE).status_code == 404

    job.run()
    reply = trainer.get(JOB)
    assert "Refresh" not in reply
    assert f'href="{MADE}"' in reply.content.decode()
    reply = trainer.get(MADE)
    assert "no-store" in reply["Cache-Control"]
    assert reply["Content-Disposition"] == 'attachment; filename="birge-lessons-1.birge"'
    pack = crafting.read(b"".join(reply.streaming_content))
    assert [lesson.slug for lesson in pack.lessons] == [SLUGS[0], SLUG]
    assert pack.manifest.title == TITLE


def test_how_far_it_is_only_grows_until_all_is_done():
    seen, order = [], Order(TITLE, frozenset([find().pk, find(SLUGS[0]).pk]), True, "")

    Make(order).do(lambda done, of_all: seen.append((done, of_all)))

    gathered = [each for each in seen if each[1] == 2]
    written = seen[len(gathered) + 1 :]
    assert gathered == [(1, 2), (2, 2)]
    assert seen[2] == (0, 0)
    assert [done for done, _ in written] == list(range(1, len(written) + 1))
    assert {of_all for _, of_all in written} == {len(written)}


def test_pressed_twice_it_is_made_once(trainer):
    assert [trainer.post(PAGE, typed())["Location"] for _ in range(2)] == [JOB, JOB]

    (job,) = jobs._jobs.values()
    job.run()
    assert KnownPack.objects.get(title=TITLE).version == 1
    assert len(files()) == 1


def test_one_at_a_time_whoever_asks(trainer, another):
    trainer.post(PAGE, typed())

    replies = [trainer.post(PAGE, typed(title="Экинчи")), another.post(PAGE, typed())]

    for reply in replies:
        page = reply.content.decode()
        assert "Дагы бир топтом" in page
        assert f'value="{find().pk}"' in page
    assert 'value="Экинчи"' in replies[0].content.decode()
    assert len(jobs._jobs) == 1
    assert another.get(JOB).status_code == 200
    assert TITLE not in another.get(JOB).content.decode()


def test_nobody_else_gets_the_file(trainer, another, client):
    make(trainer)

    assert another.get(MADE).status_code == 404
    assert f'href="{MADE}"' not in another.get(JOB).content.decode()
    assert "/login/" in Client().get(MADE)["Location"]
    get_user_model().objects.get(username="asel").groups.clear()
    assert "Location" in trainer.get(MADE)


def test_the_next_pack_takes_the_place_of_the_last(trainer):
    first = make(trainer).work.path
    make(trainer, title="Экинчи")

    assert not first.exists()
    assert taken(trainer).manifest.title == "Экинчи"
    assert len(files()) == 1


def test_another_s_pack_stays(trainer, another):
    make(trainer)
    make(another, title="Экинчи")

    assert [taken(each).manifest.title for each in (trainer, another)] == [TITLE, "Экинчи"]


def test_a_file_that_is_gone_is_said_and_not_served(trainer):
    make(trainer).work.path.unlink()

    assert trainer.get(MADE).status_code == 404
    page = trainer.get(JOB).content.decode()
    assert f'href="{MADE}"' not in page
    assert "Кайра жасаңыз" in page


def test_after_a_restart_nothing_is_offered(trainer, monkeypatch):
    make(trainer)
    monkeypatch.setattr(jobs, "_jobs", {})

    assert trainer.get(MADE).status_code == 404
    page = trainer.get(JOB).content.decode()
    assert "help-critical" not in page
    assert f'href="{MADE}"' not in page


def test_what_is_made_cannot_be_named_where_packs_are_looked_into(trainer):
    path = make(trainer).work.path

    token = path.stem.removeprefix("made-")
    assert incoming.path_of(token) != path
    assert not incoming.path_of(token).exists()


def test_sentences_are_in_the_language_of_who_started_it():
    with translation.override("ru"):
        job = Job(Make(Order("x", frozenset([find().pk]), False, "")))
    said = []
    job.work.do = lambda progress: said.append(translation.get_language())
    job.run()

    assert said == ["ru"]


def test_a_full_disk_is_said_and_leaves_nothing(trainer, monkeypatch):
    trainer.post(PAGE, typed())
    (job,) = jobs._jobs.values()
    job.work.path = job.work.path.parent / "lost" / "a.birge"

    job.run()

    assert [each.code.value for each in job.problems] == ["unreadable"]
    assert files() == []
    assert not KnownPack.objects.filter(title=TITLE).exists()


def test_lessons_are_offered_in_the_language_of_who_reads(trainer):
    user = trainer.session["_auth_user_id"]
    UserProfile.objects.create(user_id=user, preferred_language="ru")
    russian = LessonPage.objects.live().filter(locale__language_code="ru").first()

    offered = trainer.get(PAGE).content.decode()

    assert f" {russian.title} · " in offered


def test_the_page_costs_the_same_whatever_is_published(trainer, django_assert_num_queries):
    trainer.get(PAGE)
    with django_assert_num_queries(21):
        trainer.get(PAGE)
