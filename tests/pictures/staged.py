"""What the trainers' pages show in the album: lessons on their way, pictures with their rights,
packs of others, a school's figures.  Called in a data folder that nobody serves:
`manage.py shell -c "from tests.pictures import staged; staged.everything('ky')"`.
"""

import json
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.models import Comment, Locale

from classrooms import demo
from classrooms.figures.questions import published
from classrooms.models import Figure, Place, Pool
from classrooms.results import exchange
from cms.models import Organisation, Picture, User
from curriculum import library, organising, segments, signing, templates_by_age
from curriculum.models import KnownPack, LessonPage, Signer, TopicPage
from curriculum.packs import building
from curriculum.states import AgeBand
from quizzes.questions import ENGINE_OPTIONS
from quizzes.states import Wave
from tests.classrooms.pooling import fix, pool
from tests.curriculum.exchange.files import own_table
from tests.rights import CLEAR, children, day
from tests.sounds import recording

FILE = "staged.json"
# What the packs change: changed here too, and not changed here.
CHANGED = ("care-or-control", "not-just-a-joke")
DRAWN = "Биз тарттык"
ORGANISATION = "«Ак жол» коому"
TITLES = {"ky": "Адегенде сура, анан бөлүш", "ru": "Сначала спроси, потом делись"}
# Sky, hills, sun of each drawing.
COLOURS = (("#cfe3ea", "#7d9a5b", "#d9a441"), ("#e9dcc6", "#5b6f8c", "#a8453b"),
           ("#dfe8d5", "#8a6a4a", "#e0b95a"))  # fmt: skip
TABLE = {
    "ky": (
        {"kind": "билим", "prompt": "Айкын макулдук кандай?", "text1": "Өзү «ооба» дейт",
         "counts1": "ооба", "why1": "Экөө тең каалайт.", "text2": "Унчукпай турат",
         "why2": "Унчукпаганы «ооба» эмес."},
        {"kind": "табышмак", "prompt": "Сүрөттү ким уруксат берсе жарыялайбыз?",
         "text1": "Сүрөттөгү адам", "counts1": "ооба", "text2": "Досу"},
        {"kind": "билим", "prompt": "Жообу жок суроо?"},
    ),
    "ru": (
        {"kind": "знание", "prompt": "Какое согласие ясное?", "text1": "Сам говорит «да»",
         "counts1": "да", "why1": "Хотят оба.", "text2": "Молчит",
         "why2": "Молчание не значит «да»."},
        {"kind": "загадка", "prompt": "Чьё разрешение нужно, чтобы выложить фото?",
         "text1": "Того, кто на фото", "counts1": "да", "text2": "Друга"},
        {"kind": "знание", "prompt": "Вопрос без ответов?"},
    ),
}  # fmt: skip


def everything(language: str) -> None:
    """All of it, with what leads there in a file of the data folder."""
    organisation = Organisation.objects.get(name=demo.ORGANISATION)
    found = {
        "topic": _topic(organisation, language).pk,
        "draft": _draft(organisation, language).pk,
        "whole": _doubtful(organisation).pk,
        **_in_review(organisation),
        **_pictures(organisation),
    }
    organising.make(name=ORGANISATION, public_name="Ак жол")
    (settings.DATA_DIR / "questions.xlsx").write_bytes(
        own_table(*TABLE[language], language=language)
    )
    _packs()
    _figures()
    (settings.DATA_DIR / FILE).write_text(json.dumps(found))


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _source(slug: str) -> LessonPage:
    return LessonPage.objects.published_lessons().get(slug=slug)


def _topic(organisation: Organisation, language: str) -> TopicPage:
    locale = Locale.objects.get(language_code=language)
    part = organising.part_of(organisation, locale)
    return TopicPage.objects.child_of(part).get(slug="image-rights")


def _draft(organisation: Organisation, language: str) -> LessonPage:
    return templates_by_age.begin(
        topic_page=_topic(organisation, language),
        title=TITLES[language],
        age_band=AgeBand.ELEVEN_TO_TWELVE,
        user=_user("author"),
    )


def _copy(organisation: Organisation, slug: str) -> LessonPage:
    author = _user("author")
    page = library.copy_to(organisation=organisation, lesson=_source(slug), user=author).lesson
    page.save_revision(user=author, log_action=True)
    return page


def _doubtful(organisation: Organisation) -> LessonPage:
    """A lesson that blames the person who was harmed, for a second person to look at."""
    page = _copy(organisation, "care-or-control")
    page.key_message = "Кээде ал өзү да күнөөлүү."
    page.save_revision(user=_user("author"))
    return page


def _in_review(organisation: Organisation) -> dict[str, int]:
    """A copied lesson with a new sentence: its Kyrgyz page waits for child protection, in the
    Russian one that sentence is still to be translated."""
    author = _user("author")
    page = _copy(organisation, "not-just-a-joke")
    page.key_message = f"{page.key_message} Күлкүгө кошулбаганың эле чоң жардам."
    page.save()
    page.save_revision(user=author, log_action=True)
    segments.renewed_source(page)
    page.get_workflow().start(page, author)
    state = page.current_workflow_task_state
    state.task.specific.on_action(
        state, _user("language"), "approve", comment="Сүйлөмдөр кыска, түшүнүктүү."
    )
    said = "Бул сүйлөм баланы күнөөлөбөйбү?"
    Comment.objects.create(page=page, user=_user("protection"), text=said,
                           contentpath="key_message")  # fmt: skip
    russian = page.get_translations().get(locale__language_code="ru")
    return {"review": page.pk, "translation": russian.pk}


def _pictures(organisation: Organisation) -> dict[str, int]:
    """One whose consent ends soon, one whose has ended, one withdrawn, one that says nothing."""
    for number, (title, said) in enumerate((
        ("Айылдагы майрам", children(source=DRAWN, consent_until=day(-3))),
        ("Китепканада", {**CLEAR, "source": DRAWN, "withdrawn_on": day(-1)}),
        ("Базардагы көрүнүш", {"author": "", "source": "", "licence": "", "depicted": ""}),
    )):  # fmt: skip
        _picture(organisation, title, COLOURS[number], said)
    soon = _picture(
        organisation, "Короодогу оюн", COLOURS[0], children(source=DRAWN, consent_until=day(20))
    )
    voice = recording("Суроону окуган үн", source=DRAWN, collection=organisation.collection)
    return {"picture": soon.pk, "recording": voice.pk}


def _picture(organisation: Organisation, title: str, colours, said) -> Picture:
    return Picture.objects.create(
        title=title,
        file=ContentFile(_drawn(*colours), name="drawn.png"),
        collection=organisation.collection,
        uploaded_by_user=_user("author"),
        **said,
    )


def _drawn(sky: str, hills: str, sun: str) -> bytes:
    """Hills and a sun."""
    drawing = Image.new("RGB", (800, 600), sky)
    pen = ImageDraw.Draw(drawing)
    pen.ellipse((520, 90, 660, 230), fill=sun)
    pen.polygon([(0, 600), (0, 380), (260, 230), (520, 470), (640, 360), (800, 480), (800, 600)],
                fill=hills)  # fmt: skip
    made = ContentFile(b"")
    drawing.save(made, "PNG")
    return made.file.getvalue()


def _packs() -> None:
    """Packs of two other computers: one is trusted here, the other one unknown.  They change two
    lessons, one of which was changed here too."""
    own = settings.DATA_DIR / signing.KEY_NAME
    kept = own.read_bytes()
    before = {slug: _source(slug).key_message for slug in CHANGED}
    for slug, said in before.items():
        _publish(slug, f"{said} Жардам бар.")
    for name in ("trusted", "stranger"):
        own.unlink()
        parts = building.of_lessons(slugs=None, title=ORGANISATION, with_snippets=name == "trusted")
        building.build(settings.DATA_DIR / f"{name}.birge", parts)
        # Whoever builds a pack trusts itself.
        built = Signer.objects.filter(key=signing.name_of(signing.own_key()))
        if name == "trusted":
            built.update(name=ORGANISATION)
        else:
            built.delete()
    own.write_bytes(kept)
    KnownPack.objects.filter(title=ORGANISATION).delete()
    edited, untouched = CHANGED
    _publish(edited, f"{before[edited]} Сен жалгыз эмессиң.")
    _publish(untouched, before[untouched])


def _publish(slug: str, key_message: str) -> None:
    page, trainer = _source(slug), _user("trainer")
    page.key_message = key_message
    page.save_revision(user=trainer).publish(user=trainer)


def _figures() -> None:
    """Of a school, so far ahead that no keeper fixes them anew."""
    school = Place.objects.schools().get()
    first, second, *_ = published()
    pool(school, 11, 22, runs=4, lineage=first, wave=Wave.PRE)
    pool(school, 18, 22, runs=4, lineage=first)
    pool(school, 13, 22, runs=4, lineage=second)
    fix(1, year=2090)
    written = exchange.written(school)
    assert written is not None
    Path(settings.DATA_DIR / "results.json").write_bytes(written)


def becomes_a_hub() -> None:
    """Nothing of the school is known here any more, but whoever signed its file is trusted."""
    # What is published cannot be deleted otherwise.
    for rows in (Figure.objects.all(), Pool.objects.all()):
        rows._raw_delete("default")
    Signer.objects.own()


def consent_ends() -> None:
    """The first question of the starter's lesson has pictures and can be listened to; the consent
    of one picture has ended."""
    page = _source("not-just-a-joke")
    for says in ENGINE_OPTIONS:
        for language in ("ky", "ru"):
            recording(says, language, says)
    organisation = Organisation.objects.get(name=demo.ORGANISATION)
    shown = [_picture(organisation, "Сабактагы көрүнүш", one, children()) for one in COLOURS]
    for number, option in enumerate(page.questions[0].value["options"]):
        option["picture"] = shown[number % len(shown)]
        option["alt"] = "Тоолор"
    _speak(page)
    _speak(page.get_translations().get(locale__language_code="ru"))
    shown[0].consent_until = day(-1)
    shown[0].save()


def _speak(page: LessonPage) -> None:
    """A recording of the first question and of each of its options."""
    question, trainer = page.questions[0].value, _user("trainer")
    for said in (question, *question["options"]):
        said["sound"] = recording("Үн", page.locale.language_code)
    page.save_revision(user=trainer).publish(user=trainer)
