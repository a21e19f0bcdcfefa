"""The way to a lesson: home and the topics."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from cms.models import BasePage, User
from curriculum.cards import cards
from curriculum.models.lesson import LessonPage
from curriculum.review import TopicPermissions
from curriculum.states import Topic


class HomePage(BasePage):
    """The public front page, once in each language."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["curriculum.TopicPage"]
    template = "curriculum/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        topics = list(TopicPage.objects.child_of(self).readable())
        lessons = LessonPage.objects.descendant_of(self).readable().by_age()
        own = {"topics": topics, "cards": cards(lessons, topics)}
        return super().get_context(request, *args, **kwargs) | own


class TopicQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """What anybody may read, with the locale that its address is made of."""
        return self.live().public().select_related("locale")


class TopicPage(BasePage):
    """One of the four topics and its lessons."""

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
    parent_page_types = ["curriculum.HomePage"]
    subpage_types = ["curriculum.LessonPage"]
    template = "curriculum/topic_page.html"

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def permissions_for_user(self, user: User) -> TopicPermissions:
        return TopicPermissions(user, self)

    @property
    def picture(self) -> str:
        """The static file with the topic's emblem."""
        return f"img/topic-{self.topic}.svg"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        lessons = LessonPage.objects.child_of(self).readable().by_age()
        others = TopicPage.objects.sibling_of(self, inclusive=False).readable()
        own = {"cards": cards(lessons, [self]), "others": others}
        return super().get_context(request, *args, **kwargs) | own
