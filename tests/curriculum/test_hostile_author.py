"""A hostile author writes into every text there is: nothing of it comes to life, in public, in the
CMS or on paper.  What a class meets is in tests/classrooms/test_hostile_author.py."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, Revision

from tests import hostile
from tests.curriculum.forms import lesson_form

LESSON = "/ky/harassment/not-just-a-joke/"
PREVIEWS = ("projector", "tablet", "desk", "print", "public")
PUBLIC = [
    "/ky/", "/ky/harassment/", LESSON, f"{LESSON}family/", "/ky/search/", "/ky/search/?q=script",
    "/ky/16-days/", "/ky/privacy/", "/help/", "/play/", "/exit/",
]  # fmt: skip


@pytest.fixture
def hostile_site(lesson):
    hostile.write_everywhere()
    return lesson()


def look(client, path, **sent):
    response = client.get(path, sent, follow=True)
    assert response.status_code == 200, path
    return response.content.decode()


def test_detector_sees_each_piece_that_is_not_made_harmless():
    live = {piece for piece in hostile.PIECES if hostile.alive(f"<p title='{piece}'>{piece}</p>")}
    harmless = {"=1+1", hostile.SAID_LITERALLY, hostile.HUGE, "a\u200bb\u200cc\ufeffd"}
    unquoted = {f"javascript:{hostile.NAME}()", f'{{% include "{hostile.NAME}" %}}'}
    assert set(hostile.PIECES) - live <= harmless | unquoted | {f'" {hostile.NAME}="1'}
    assert hostile.alive(f'<a href=" javascript:{hostile.NAME}()">a</a>')
    assert hostile.alive(f'<p title="{hostile.PIECES[3]}">')
    assert hostile.alive("<p>49zz \u202e</p>") == ["template", "0x202e"]


def test_every_text_of_a_lesson_is_filled(lesson):
    page = lesson()

    count = hostile.fill(page)

    assert count > 150
    for child in (*page.slides, *page.questions, *page.story):
        assert "zzdead" in str(child.value)


def test_public_pages_show_words_as_they_were_written_and_nothing_else(client, hostile_site):
    shown = {path: look(client, path) for path in PUBLIC}

    assert {path: hostile.alive(html) for path, html in shown.items()} == dict.fromkeys(PUBLIC, [])
    assert hostile_site.key_message == hostile.words()
    assert hostile.words() in hostile.text_of(shown[LESSON])
    for path in PUBLIC[:4]:
        assert hostile.SAID_LITERALLY in hostile.text_of(shown[path]), path


def admin_pages(page):
    """Addresses of the CMS that show the page or what belongs to it."""
    newest, before = Revision.objects.for_instance(page).order_by("-pk")[:2]
    of_page = ("edit", "history", "workflow_history", "move", "copy", "unpublish", "usage")
    yield from (reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in of_page)
    compare = [page.pk, before.pk, newest.pk]
    yield reverse("wagtailadmin_pages:revisions_compare", args=compare)
    yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    yield reverse("wagtailadmin_home")
    yield reverse("wagtailadmin_pages:search") + "?q=add"
    yield reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    yield reverse("wording")
    for language in ("ru", "en"):
        translated = page.get_translations().get(locale__language_code=language)
        yield reverse("wagtailadmin_pages:edit", args=[translated.pk])


def admin_snippets():
    for model in hostile.SNIPPETS:
        one = model.objects.filter(locale__language_code="ky").first()
        name = f"wagtailsnippets_curriculum_{model._meta.model_name}"
        yield reverse(f"{name}:list")
        yield reverse(f"{name}:edit", args=[one.pk])


def test_cms_previews_and_prints_show_words_and_nothing_else(trainer, hostile_site):
    hostile_site.save_revision()
    found = {}
    for url in (*admin_pages(hostile_site), *admin_snippets()):
        text = look(trainer, url)
        html = json.loads(text).get("html", "") if text.startswith("{") else text
        found[url] = hostile.alive(html)
    draft = reverse("wagtailadmin_pages:view_draft", args=[hostile_site.pk])
    for mode in PREVIEWS:
        html = look(trainer, draft, mode=mode)
        found[mode] = hostile.alive(html)
        assert hostile.SAID_LITERALLY in hostile.text_of(html), mode
    assert len(found) > 25
    assert {url: live for url, live in found.items() if live} == {}


@pytest.mark.parametrize("model", [*hostile.PAGES, *hostile.SNIPPETS])
@pytest.mark.parametrize("mark", ["\u202e", "\u2066"])
def test_turning_mark_is_refused_in_every_field(model, mark):
    """One field or block after the other, as introspection finds them."""
    one = model.objects.filter(locale__language_code="ky").first()
    texts = [field for field in one._meta.get_fields() if hostile._is_text(field)]
    assert texts
    for field in texts:
        kept = getattr(one, field.name)
        setattr(one, field.name, f"а{mark}б")
        with pytest.raises(ValidationError, match=f"{ord(mark):04X}"):
            one.clean()
        setattr(one, field.name, kept)


def turn(page):
    page.slides[0].value["title"] = "Бул \u202eтамаша"


@pytest.mark.parametrize("action", ["action-save", "action-publish"])
def test_turning_mark_in_a_block_is_refused_by_the_form(trainer, lesson, action):
    page = lesson()
    turn(page)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = trainer.post(url, lesson_form(page) | {action: "1"})

    assert response.status_code == 200
    (sentence,) = response.context["form"].non_field_errors()
    assert "U+202E" in sentence
    assert "\u202e" not in Page.objects.get(pk=page.pk).specific.slides[0].value["title"]


def test_turning_mark_goes_live_through_no_other_door(lesson):
    page = lesson()
    turn(page)

    with pytest.raises(ValidationError, match="202E"):
        page.save()
