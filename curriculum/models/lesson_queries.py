"""Which lessons there are, in which order: asked of the pages."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models.functions import Left, Length
from wagtail.models import Page
from wagtail.query import PageQuerySet

from curriculum import translations
from curriculum.states import AgeBand

if TYPE_CHECKING:
    from curriculum.models.pages import TopicPage


class LessonQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """What anybody may read, with the locale that its address is made of."""
        return self.live().public().select_related("locale")

    def by_age(self) -> Self:
        """The youngest first."""
        place = models.Case(
            *(models.When(age_band=band, then=i) for i, band in enumerate(AgeBand.values)),
            output_field=models.IntegerField(),
        )
        return self.order_by(place, "path")

    def under(self, topics: "Iterable[TopicPage]") -> Self:
        """Those that stand under one of these."""
        places = (models.Q(path__startswith=topic.path) for topic in topics)
        return self.filter(reduce(or_, places, models.Q(pk=None)))

    def published_lessons(self) -> Self:
        """The live lessons, each in the language that it is written in, whoever wrote them: by
        topic as in the tree, then by age."""
        from curriculum.models.pages import TopicPage  # topics show lessons

        above = Left(models.OuterRef("path"), Length(models.OuterRef("path")) - Page.steplen)
        own = TopicPage.objects.filter(path=above)
        # A first topic of this name in the tree: the main one, which is higher up than others.
        firsts = TopicPage.objects.filter(topic=models.OuterRef("own_topic")).order_by(
            "depth", "path"
        )
        by_age = self.live().sources().by_age()
        placed = by_age.annotate(
            own_topic=models.Subquery(own.values("topic")[:1]),
            topic_path=models.Subquery(firsts.values("path")[:1]),
        )
        return placed.order_by("topic_path", *by_age.query.order_by)

    def titles_in(self, language: str) -> dict[UUID, str]:
        """What live lessons are called in a language, by what their translations have in common."""
        live = self.live().filter(locale__language_code=language)
        return dict(live.values_list("translation_key", "title"))

    def sources(self) -> Self:
        """Each lesson in the language that it is written in."""
        return self.with_source().filter(is_source=True)

    def with_source(self) -> Self:
        """Pages that know whether their lesson is written in them, `is_source`."""
        return self.annotate(is_source=translations.is_source(self.model))
