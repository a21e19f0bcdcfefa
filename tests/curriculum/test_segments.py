"""Texts of a source in few statements: the rows that wagtail-localize would have written."""

import pytest
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    TranslationContext,
    TranslationSource,
)

from curriculum.models import LessonPage
from curriculum.segments import renewed_source

pytestmark = pytest.mark.django_db
SLUG = "not-just-a-joke"


@pytest.fixture
def page():
    return LessonPage.objects.get(slug=SLUG, locale__language_code="ky")


def rows(source):
    """Everything that is kept of its texts, ids too."""
    of_text = StringSegment.objects.filter(source=source).order_by("pk")
    overridable = OverridableSegment.objects.filter(source=source).order_by("pk")
    contexts = TranslationContext.objects.filter(object_id=source.object_id).order_by("pk")
    return (
        list(of_text.values_list("pk", "context_id", "order", "string_id", "attrs")),
        list(overridable.values_list("pk", "context_id", "order", "data_json")),
        list(contexts.values_list("pk", "path", "path_id", "field_path")),
    )


def made_by_the_library(page):
    TranslationSource.objects.filter(object_id=page.translation_key).delete()
    TranslationContext.objects.filter(object_id=page.translation_key).delete()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    return source


def without_ids(kept):
    paths = {row[0]: row[1] for row in kept[2]}
    texts, overridable, contexts = kept
    return (
        sorted((paths[context], *rest) for _pk, context, *rest in texts),
        sorted((paths[context], *rest) for _pk, context, *rest in overridable),
        sorted(rest for _pk, *rest in contexts),
    )


def test_the_rows_are_those_of_the_library(page):
    by_library = without_ids(rows(made_by_the_library(page)))
    TranslationSource.objects.filter(object_id=page.translation_key).delete()
    TranslationContext.objects.filter(object_id=page.translation_key).delete()

    assert without_ids(rows(renewed_source(page))) == by_library
    assert len(by_library[0]) > 100


def test_the_library_finds_nothing_to_add(page):
    source = renewed_source(page)
    before = rows(source)

    source.refresh_segments()

    assert rows(source) == before


def test_a_changed_text_changes_its_row_alone(page):
    before = rows(renewed_source(page))[0]
    page.key_message = "Башка сөз."
    page.save()

    after = rows(renewed_source(page))[0]

    assert len(set(after) - set(before)) == len(set(before) - set(after)) == 1
