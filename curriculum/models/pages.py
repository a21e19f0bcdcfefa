"""The way to a lesson: home and the topics."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from cms.models import BasePage, User
from curriculum.cards import cards
from curriculum.models.lesson import LessonPage
from curriculum.models.organisation import FixedPartTester
from curriculum.review import Permissions, TopicPermissions
from curriculum.states import Topic

MAIN_TOPIC_DEPTH = 3  # root, home, topic


class _ShelfPermissions(FixedPartTester, TopicPermissions):
    """Of a topic within an organisation's part."""


class HomePage(BasePage):
    """The public front page, once in each language."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["curriculum.TopicPage", "curriculum.OrganisationPage"]
    template = "curriculum/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        topics = list(TopicPage.objects.descendant_of(self).readable())
        lessons = LessonPage.objects.descendant_of(self).readable().by_age()
        own = {"topics": main_topics(topics), "cards": cards(lessons, topics)}
        return super().get_context(request, *args, **kwargs) | own

    def permissions_for_user(self, user: User) -> Permissions:
        return Permissions(user, self)


class TopicQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """What anybody may read, with the locale that its address is made of."""
        return self.live().public().select_related("locale")

    def main(self) -> Self:
        """The topics that visitors know.  Those within an organisation's part only hold its
        lessons."""
        return self.filter(depth=MAIN_TOPIC_DEPTH)


class TopicPage(BasePage):
    """One of the four topics and its lessons, whoever wrote them."""

    topic = models.CharField(_("topic"), max_length=40, choices=Topic.choices)
    introduction = models.TextField(_("introduction"), blank=True)

    objects = PageManager.from_queryset(TopicQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("topic"),
        FieldPanel("introduction"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("topic", overridable=False),
    ]
    parent_page_types = ["curriculum.HomePage", "curriculum.OrganisationPage"]
    subpage_types = ["curriculum.LessonPage"]
    template = "curriculum/topic_page.html"

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    @property
    def picture(self) -> str:
        """The static file with the topic's emblem."""
        return f"img/topic-{self.topic}.svg"

    @property
    def is_main(self) -> bool:
        """Whether visitors know it; see TopicQuerySet.main."""
        return self.depth == MAIN_TOPIC_DEPTH

    @property
    def main(self) -> "TopicPage":
        """The topic under which visitors find what stands here."""
        if self.is_main:
            return self
        mains = TopicPage.objects.main().filter(topic=self.topic, locale_id=self.locale_id)
        return mains.first() or self

    def permissions_for_user(self, user: User) -> TopicPermissions:
        return (TopicPermissions if self.is_main else _ShelfPermissions)(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The main topic, whichever page of it was asked for."""
        if self.main != self:
            return HttpResponseRedirect(self.main.get_url(request))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        topics = list(TopicPage.objects.readable().filter(locale_id=self.locale_id))
        lessons = LessonPage.objects.readable().under(
            topic for topic in topics if topic.topic == self.topic
        )
        others = [topic for topic in main_topics(topics) if topic.pk != self.pk]
        own = {"cards": cards(lessons.by_age(), topics), "others": others}
        return super().get_context(request, *args, **kwargs) | own


def main_topics(topics: list[TopicPage]) -> list[TopicPage]:
    """Those that visitors know, in the order given."""
    return [topic for topic in topics if topic.is_main]
