"""PO files that translators take away and bring back."""

import json

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from curriculum import po_files
from curriculum.models import LessonPage
from tests.privacy.lessons import said

HOSTILE = '<script>alert(1)</script>{% debug %}{{ x }} <a href="javascript:x" hx-get="/">‮=1+1'


@pytest.fixture
def link(lesson):
    page = lesson(language="ru")
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )


def download(trainer, link):
    url = reverse("wagtail_localize:download_pofile", args=[link.pk])
    return trainer.get(url).content.decode()


def page_of(link):
    return link.get_target_instance()


def upload(trainer, link, content):
    url = reverse("wagtail_localize:upload_pofile", args=[link.pk])
    raw = content if isinstance(content, bytes) else content.encode()
    sent = {"file": SimpleUploadedFile("texts.po", raw)} if content is not None else {}
    return trainer.post(url, sent, follow=True)


def stored(link):
    rows = StringTranslation.objects.filter(
        context__object_id=link.source.object_id, locale=link.target_locale
    )
    return set(rows.values_list("context__path", "data"))


def test_file_goes_out_and_comes_back(trainer, link, lesson):
    po = polib.pofile(download(trainer, link))
    entry = next(one for one in po if one.msgctxt == "key_message")
    assert entry.msgid == lesson().key_message
    assert entry.msgstr == lesson(language="ru").key_message

    entry.msgstr = "Новая мысль."
    upload(trainer, link, str(po))

    assert ("key_message", "Новая мысль.") in stored(link)
    assert lesson(language="ru").key_message != "Новая мысль."


@pytest.mark.parametrize(
    ("language", "word"),
    [("ky", "PO файлдан алынган, "), ("ru", "Из файла PO, "), ("en", "From a PO file, ")],
)
def test_where_a_text_is_from_is_said_in_the_reader_s_language(language, word, trainer, link):
    po = polib.pofile(download(trainer, link))
    entry = next(one for one in po if one.msgctxt == "key_message")
    entry.msgstr = "Новая мысль."
    upload(trainer, link, str(po))
    trainer.cookies["django_language"] = language
    UserProfile.objects.update_or_create(
        user_id=trainer.session["_auth_user_id"], defaults={"preferred_language": language}
    )

    shown = trainer.get(reverse("wagtailadmin_pages:edit", args=[page_of(link).pk]))
    props = json.loads(shown.context["props"])

    comments = {one["data"]: one["comment"] for one in props["initialStringTranslations"]}
    stored_tools = StringTranslation.objects.filter(data="Новая мысль.").values("tool_name")
    assert comments["Новая мысль."].startswith(word)
    assert not [said for said in comments.values() if "PO File" in said]
    assert list(stored_tools) == [{"tool_name": "PO File"}]


BAD = {
    "nothing": b"",
    "no PO file": b"<html><body>hello</body></html>",
    "not text": bytes(range(256)),
    "half an entry": b'msgid "x',
    "no id": b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    b'msgid "a"\nmsgstr "b"\n',
    "name of a file": b"/etc/passwd",
    "too large": b"#" * (po_files.MOST_BYTES + 1),
    "broken numbers": b'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_what_is_no_file_of_ours_is_refused_with_a_sentence(content, trainer, link):
    before = stored(link)

    reply = upload(trainer, link, content)

    assert reply.status_code == 200
    assert said(reply)
    assert stored(link) == before


def test_missing_file_is_refused_with_a_sentence(trainer, link):
    url = reverse("wagtail_localize:upload_pofile", args=[link.pk])

    assert said(trainer.post(url, {}, follow=True))


def test_file_of_another_lesson_or_language_is_refused(trainer, link):
    before = stored(link)
    other = Translation.objects.filter(source=link.source).exclude(pk=link.pk).first()
    page = LessonPage.objects.get(slug="care-or-control", locale=link.target_locale)
    third = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )

    for wrong in (other, third):
        assert said(upload(trainer, link, download(trainer, wrong)))
    assert stored(link) == before


def test_texts_that_the_lesson_does_not_have_are_counted_and_left_out(trainer, link):
    po = polib.pofile(download(trainer, link))
    before = stored(link)
    po.append(polib.POEntry(msgid="Бөтөн текст", msgstr="Чужой", msgctxt="key_message"))
    po.append(polib.POEntry(msgid=po[0].msgid, msgstr="Чужой", msgctxt="slides.nowhere.body"))
    po.append(polib.POEntry(msgid="x", msgstr="y"))

    reply = upload(trainer, link, str(po))

    assert "3" in said(reply)
    assert stored(link) == before


@pytest.mark.parametrize("charset", ["utf-16", "ascii", "nonsense", "utf-7"])
def test_file_that_names_another_encoding_breaks_nothing(charset, trainer, link):
    before = stored(link)

    reply = upload(trainer, link, download(trainer, link).replace("utf-8", charset))

    assert reply.status_code == 200
    assert stored(link) == before


def test_part_of_the_file_leaves_the_rest(trainer, link):
    po = polib.pofile(download(trainer, link))
    del po[1:]
    po[0].msgstr = ""
    before = stored(link)

    upload(trainer, link, str(po))

    assert stored(link) == before


def test_hostile_words_stay_words(trainer, link, lesson, client):
    po = polib.pofile(download(trainer, link))
    for entry in po:
        if entry.msgctxt in ("key_message", "family_aim"):
            entry.msgstr = HOSTILE
    upload(trainer, link, str(po))
    trainer.post(reverse("wagtailadmin_pages:edit", args=[lesson(language="ru").pk]),
                 {"action": "publish"})  # fmt: skip

    page = lesson(language="ru")
    preview = reverse("wagtail_localize:preview_translation", args=[link.pk, "public"])
    for html in (client.get(page.url).content.decode(), trainer.get(preview).content.decode()):
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert "hx-get=" not in html.replace("hx-get=&quot;", "")


def test_stranger_downloads_and_uploads_nothing(trainer, link, client, django_user_model):
    po = polib.pofile(download(trainer, link))
    po[0].msgstr = "Чужой"
    client.force_login(django_user_model.objects.create_user("teacher", password="x" * 12))
    before = stored(link)

    url = reverse("wagtail_localize:download_pofile", args=[link.pk])
    assert client.get(url).status_code == 302
    url = reverse("wagtail_localize:upload_pofile", args=[link.pk])
    sent = {"file": SimpleUploadedFile("texts.po", str(po).encode())}
    assert client.post(url, sent).status_code == 302
    assert stored(link) == before
