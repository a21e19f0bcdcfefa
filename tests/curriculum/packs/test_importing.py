"""What a pack changes here, and what it never does."""

import re
import uuid
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from cms.models import Recording
from curriculum.formats import lesson as lesson_format
from curriculum.formats.texts import in_language
from curriculum.models import (
    HelpService,
    KnownPack,
    LessonPage,
    Signer,
    WordingDecision,
)
from curriculum.packs import building, comparing, importing, portable, reading
from curriculum.packs.comparing import Change
from curriculum.packs.manifest import Revocation
from curriculum.packs.portable import Portable
from curriculum.packs.refusals import Refused
from curriculum.states import Concern
from tests import rights
from tests.curriculum.conftest import SLUGS
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG, entries, packed
from tests.sounds import recording

pytestmark = pytest.mark.django_db


def find(slug=SLUG, language="ky"):
    return LessonPage.objects.get(slug=slug, locale__language_code=language)


def bring_in(written, own, **more):
    pack = reading.read(BytesIO(written), trusted={own.key}, revoked=set())
    items = importing.bring_in(pack, signer=str(own), **more)
    return {item.name: item.change for item in items}


def takes_all(item):
    return True


def build(tmp_path, name="a.birge", **more):
    parts = building.of_lessons(**{"slugs": None, "title": "Ours"} | more)
    listed = building.build(tmp_path / name, parts)
    return (tmp_path / name).read_bytes(), listed


def foreign(slug="from-elsewhere", **more):
    """A lesson as somebody wrote it in a CMS: every block has an id of its own."""
    data = crafting.lesson_data() | {"slug": slug}
    made = lesson_format.fields(in_language(data, "ky"))
    ids = set(re.findall(r'"id": "([0-9a-f-]{36})"', "".join(map(str, made.values()))))
    own = {each: str(uuid.UUID(int=number + 1)) for number, each in enumerate(sorted(ids))}
    languages = ("ky", "ru", "en")
    return Portable(**{"key": str(uuid.UUID(int=10**9)), "data": data, "languages": languages,
                       "ids": own} | more)  # fmt: skip


def stored(slug):
    pages = LessonPage.objects.filter(slug=slug).select_related("locale").order_by("locale_id")
    return portable.of_pages(list(pages), comparing._name_here)


def test_every_lesson_here_can_be_packed_and_says_the_same(own, tmp_path):
    written, listed = build(tmp_path)

    pack = crafting.read(written)

    assert [lesson.slug for lesson in pack.lessons] == SLUGS
    for lesson in pack.lessons:
        assert lesson == crafting.lesson(lesson.slug)
    assert (listed.version, listed.title) == (1, "Ours")


def test_packing_twice_gives_the_same_bytes(own, tmp_path):
    first, _ = build(tmp_path)
    second, _ = build(tmp_path, "b.birge")

    assert first == second
    assert {path.name for path in tmp_path.iterdir()} <= {"a.birge", "b.birge", "media"}


def test_a_change_raises_the_version(own, tmp_path):
    build(tmp_path)
    page = find()
    page.key_message = "Башка сөз."
    page.save_revision().publish()

    _written, listed = build(tmp_path)

    assert listed.version == 2
    assert KnownPack.objects.get(pack=listed.pack).version == 2


def test_no_name_of_a_person_is_in_a_pack(own, tmp_path):
    author = get_user_model().objects.create_superuser(
        "aibek.author", "aibek@ngo.example", first_name="Замирбек", last_name="Токтогулов"
    )
    page = find()
    page.owner = author
    page.key_message = "Башка сөз."
    page.save_revision(user=author).publish(user=author)
    HelpService.objects.update(checked_by="Замирбек Токтогулов", checked_on="2026-10-01")

    written, _ = build(tmp_path, with_snippets=True)

    for name in ("aibek", "ngo.example", "Замирбек", "Токтогулов"):
        assert name.encode() not in written
    assert b"2026-10-01" in written
    assert re.findall(rb"20\d\d-\d\d-\d\dT", written) == []  # no time of day either


def test_what_is_brought_in_elsewhere_is_the_same_there(own):
    lesson = foreign()

    done = bring_in(packed(entries(lesson)), own)

    assert done == {"from-elsewhere": Change.NEW}
    assert stored("from-elsewhere") == lesson
    assert str(find("from-elsewhere").translation_key) == lesson.key
    questions = find("from-elsewhere").freeze_questions()
    assert {question.id for question in questions} <= set(lesson.ids.values())
    assert find("from-elsewhere", "ru").live
    assert comparing._stored(find("from-elsewhere")).digest() == lesson.digest()


def test_packed_again_it_is_the_same_pack(own, tmp_path):
    bring_in(packed(entries(foreign())), own)

    written, _ = build(tmp_path, slugs=["from-elsewhere"])

    assert crafting.read(written).lessons == (foreign(),)


def test_the_same_again_changes_nothing(own):
    written = packed(entries(foreign()))
    bring_in(written, own)
    before = find("from-elsewhere").latest_revision_id

    assert bring_in(written, own) == {"from-elsewhere": Change.UNCHANGED}
    assert find("from-elsewhere").latest_revision_id == before


def edit(page, published=True):
    page.key_message = "Мектептин сөзү."
    revision = page.save_revision()
    if published:
        revision.publish()


def renewed(slug="from-elsewhere"):
    lesson = foreign()
    said = {"ky": "Жаңы сөз.", "ru": "Новое слово.", "en": "A new word."}
    return Portable(lesson.key, lesson.data | {"key_message": said}, lesson.languages, lesson.ids)


@pytest.fixture
def here(own):
    """A lesson of version 1 is here."""
    bring_in(packed(entries(foreign())), own)
    return own


def test_a_newer_version_renews_what_nobody_touched(here):
    done = bring_in(packed(entries(renewed()), version=2), here)

    assert done == {"from-elsewhere": Change.UPDATED}
    assert find("from-elsewhere").key_message == "Жаңы сөз."
    assert find("from-elsewhere", "ru").key_message == "Новое слово."


@pytest.mark.parametrize("published", [True, False])
def test_what_a_school_has_changed_is_left_alone(here, published):
    edit(find("from-elsewhere"), published)

    done = bring_in(packed(entries(renewed()), version=2), here)

    assert done == {"from-elsewhere": Change.EDITED}
    page = find("from-elsewhere")
    assert page.get_latest_revision_as_object().key_message == "Мектептин сөзү."
    assert find("from-elsewhere", "en").key_message != "A new word."


def test_what_a_school_has_changed_in_a_translation_is_left_alone(here):
    edit(find("from-elsewhere", "ru"))

    assert bring_in(packed(entries(renewed()), version=2), here) == {
        "from-elsewhere": Change.EDITED
    }


def test_theirs_is_taken_when_somebody_says_so_and_mine_stays_in_the_history(here):
    edit(find("from-elsewhere"))

    bring_in(packed(entries(renewed()), version=2), here, takes=takes_all)

    page = find("from-elsewhere")
    assert page.key_message == "Жаңы сөз."
    kept = [each.as_object().key_message for each in page.revisions.order_by("pk")]
    assert "Мектептин сөзү." in kept


def test_what_was_taken_back_here_stays_so(here):
    find("from-elsewhere").unpublish()

    done = bring_in(packed(entries(renewed()), version=2), here)

    assert done == {"from-elsewhere": Change.TAKEN_BACK}
    assert not find("from-elsewhere").live


def refused(written, own, **more):
    with pytest.raises(Refused) as error:
        bring_in(written, own, **more)
    return [problem.code.value for problem in error.value.problems]


def test_an_older_version_is_refused(here):
    bring_in(packed(entries(renewed()), version=2), here)

    assert refused(packed(entries(foreign())), here) == ["older"]
    assert find("from-elsewhere").key_message == "Жаңы сөз."


def test_another_pack_of_the_same_version_is_refused(here):
    assert refused(packed(entries(renewed())), here) == ["other_content"]


def test_one_bad_lesson_keeps_all_of_them_out(own):
    bad = foreign("bad-one", key=str(uuid.UUID(int=10**9 + 1)))
    bad.data["quiz"]["questions"][0]["prompt"] = {
        "ky": "Сени бирөө кордодубу?", "ru": "Тебя кто-нибудь унижал?",
        "en": "Has anybody ever hurt you?",
    }  # fmt: skip
    bad.data["slug"] = "z-bad-one"

    assert refused(packed(entries(foreign(), bad)), own)[0] == "not_publishable"
    assert not LessonPage.objects.filter(slug="from-elsewhere").exists()
    assert not KnownPack.objects.filter(pack=crafting.PACK).exists()


def test_wording_that_was_allowed_where_it_comes_from_is_allowed_here(own):
    asked = {"ky": "Сени бирөө кордодубу?", "ru": "Тебя кто-нибудь унижал?",
             "en": "Has anybody ever hurt you?"}  # fmt: skip
    lesson = foreign()
    question = lesson.data["quiz"]["questions"][0]
    question["prompt"] = asked
    allowed = tuple(
        (
            code,
            "\n".join([asked[code], *(each["text"][code] for each in question["options"])]),
            Concern.EXPERIENCE.value,
        )
        for code in ("en", "ky", "ru")
    )

    bring_in(packed(entries(foreign(data=lesson.data, allowed=allowed))), own)

    decisions = WordingDecision.objects.all()
    assert decisions
    assert {each.decided_by for each in decisions} == {None}
    assert str(own) in decisions[0].reason


def test_an_address_that_another_lesson_has_is_refused(own):
    assert refused(packed(entries(foreign(SLUG))), own) == ["address_taken"]


def test_a_lesson_in_two_languages_is_not_made_in_the_third(own):
    whole = foreign()
    two = Portable(whole.key, portable._only(whole.data, ("ky", "ru")), ("ky", "ru"), whole.ids)

    bring_in(packed(entries(two)), own)

    pages = LessonPage.objects.filter(slug="from-elsewhere")
    assert {page.language for page in pages} == {"ky", "ru"}


def test_a_text_that_is_missing_keeps_that_language_out_of_the_pack(own, tmp_path):
    bring_in(packed(entries(foreign())), own)
    page = find("from-elsewhere", "en")
    page.questions[0].value["options"][0]["explanation"] = ""
    LessonPage.objects.filter(pk=page.pk).update(questions=page.questions)

    written, _ = build(tmp_path, slugs=["from-elsewhere"])

    assert crafting.read(written).lessons[0].languages == ("ky", "ru")


@pytest.fixture
def rich(own):
    """A lesson with a picture and recordings in two languages, in the CMS."""
    file = ImageFile(BytesIO(crafting.picture(colour="crimson")), name="red.png")
    image = get_image_model().objects.create(title="Red", file=file, **rights.CLEAR)
    image.get_file_hash()
    for language in ("ky", "ru"):
        page = find(language=language)
        value = page.questions[0].value
        value["sound"] = recording(f"prompt-{language}", language)
        option = value["options"][0]
        option["picture"], option["alt"] = image, {"ky": "Кызыл", "ru": "Красное"}[language]
        option["sound"] = recording(f"option-{language}", language)
        page.save_revision().publish()
    en = find(language="en")
    option = en.questions[0].value["options"][0]
    option["picture"], option["alt"] = image, "Red"
    en.save_revision().publish()
    return own


def test_pictures_and_recordings_travel_with_their_lesson(rich, tmp_path):
    written, _ = build(tmp_path, slugs=[SLUG])
    pack = crafting.read(written)
    before = pack.lessons[0]
    assert len(before.media_uses()) == 3  # the picture, and one silence in two languages
    LessonPage.objects.filter(translation_key=before.key).delete()
    get_image_model().objects.all().delete()
    Recording.objects.all().delete()

    importing.bring_in(pack, signer="them")

    assert stored(SLUG) == before
    option = find().freeze_questions()[0].options[0]
    assert option.picture.startswith("/media/images/")
    assert option.alt.words("ru").text == "Красное"
    assert set(option.sound.by_language) == {"ky", "ru"}
    assert get_image_model().objects.get().title == "Red"
    assert Recording.objects.count() == 2  # one for each language


def test_media_that_are_here_are_used_again(rich, tmp_path):
    written, _ = build(tmp_path, slugs=[SLUG])

    bring_in(written, rich, takes=takes_all)

    assert (get_image_model().objects.count(), Recording.objects.count()) == (1, 4)


def test_nothing_is_left_on_the_disk_of_a_pack_that_fails(rich, tmp_path, settings):
    bring_in(packed(entries(foreign("z-last"))), rich)
    written, _ = build(tmp_path, slugs=[SLUG, "z-last"])
    LessonPage.objects.filter(slug__in=[SLUG, "z-last"]).delete()
    for model in (get_image_model(), Recording):
        for each in model.objects.all():
            each.file.delete(save=False)
        model.objects.all().delete()
    seen = []

    def stop(done, of_all):
        seen.append(sum(path.is_file() for path in settings.MEDIA_ROOT.rglob("*")))
        if done == 1:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        bring_in(written, rich, progress=stop)

    before, meanwhile = seen
    assert meanwhile >= before + 3  # a picture, two recordings, what was scaled for tablets
    assert sum(path.is_file() for path in settings.MEDIA_ROOT.rglob("*")) == before
    assert not LessonPage.objects.filter(slug=SLUG).exists()


def test_a_signer_answers_for_what_was_checked(own, tmp_path):
    HelpService.objects.update(checked_by="Замирбек", checked_on="2026-10-01")
    written, _ = build(tmp_path, with_snippets=True)

    bring_in(written, own, takes=takes_all)

    found = HelpService.objects.filter(locale__language_code="ky")
    assert {(each.checked_by, str(each.checked_on)) for each in found} == {(str(own), "2026-10-01")}


def test_only_a_signer_who_may_withdraws_keys(own):
    lost = Signer.objects.create(key="ab" * 32, name="Lost")
    said = (Revocation(lost.key, "2026-11-01", "stolen laptop"),
            Revocation("cd" * 32, "2026-11-01", "never seen here"))  # fmt: skip
    own.may_revoke = False
    own.save()
    bring_in(packed(entries(foreign()), revoked=said), own)
    assert Signer.objects.revoked().count() == 0

    own.may_revoke = True
    own.save()
    bring_in(packed(entries(renewed()), revoked=said, version=2), own)

    assert set(Signer.objects.revoked().values_list("key", "reason")) == {
        (lost.key, "stolen laptop"),
        ("cd" * 32, "never seen here"),
    }


def test_nobody_withdraws_the_key_of_this_computer(own):
    said = (Revocation(own.key, "2026-11-01", "x"),)

    bring_in(packed(entries(foreign()), revoked=said), own)

    assert not Signer.objects.revoked().exists()


def test_a_packed_list_says_what_is_inside(own, tmp_path):
    written, _ = build(tmp_path, slugs=[SLUG])

    listed = crafting.read(written).contents["lessons"]

    assert [(each["name"], each["key"], each["languages"]) for each in listed] == [
        (f"lessons/{SLUG}.json", crafting.lesson().key, ["ky", "ru", "en"])
    ]
    assert listed[0]["digest"] == find().source_digest


def test_unknown_and_unpublished_lessons_are_not_packed(own, tmp_path):
    find().unpublish()

    with pytest.raises(Refused) as error:
        build(tmp_path, slugs=[SLUG, "lost", SLUGS[0]])

    assert [(p.code.value, p.where) for p in error.value.problems] == [
        ("not_live", SLUG),
        ("unknown_lesson", "lost"),
    ]
