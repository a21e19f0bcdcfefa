"""A lesson: what the teacher shows, asks and takes home, in one language."""

from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms.models import BasePage, Organisation, User
from curriculum import (
    approvals,
    credits,
    lessons,
    previews,
    publishing,
    review,
    search,
    translations,
)
from curriculum.blocks import GuidanceBlock, ObjectiveBlock, SentenceBlock
from curriculum.credits import Credit
from curriculum.deck_blocks import SlidesBlock
from curriculum.forms import LessonForm
from curriculum.help import help_for_pupils
from curriculum.models.authorship import Authored, named
from curriculum.models.lesson_queries import LessonQuerySet
from curriculum.panels import LESSON_PANELS
from curriculum.publishing import NotPublishable
from curriculum.review import LessonPermissions
from curriculum.states import AgeBand, ReviewStep
from curriculum.stories import StoryBlock
from quizzes.freezing import freeze
from quizzes.questions import Question
from quizzes.quiz_blocks import QuestionsBlock

OTHER_LANGUAGE = _(
    "It would stand among pages of another language. Translate it there instead, by “Translate "
    "this page”."
)


class LessonPage(BasePage, Authored):
    """One lesson in one language.

    Its structure (names, kinds, keys, order) belongs to the source page; a translation holds
    the same blocks with the same ids and other texts.
    """

    schema_version = models.PositiveSmallIntegerField(default=2, editable=False)
    # Digest of the file it was loaded from; empty for a lesson written in the CMS.
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    # Step of the review → day, and a digest of the text that was looked at.
    checked_on = models.JSONField(default=dict, blank=True, editable=False)
    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand.choices)
    itgse = StreamField(
        [("reference", GuidanceBlock())], blank=True, verbose_name=_("international guidance")
    )
    objectives = StreamField([("objective", ObjectiveBlock())], verbose_name=_("aims"))
    key_message = models.TextField(_("key message"))
    content_note = models.TextField(
        _("content note"), help_text=_("Read to the class before the lesson begins.")
    )
    translation_status = models.CharField(
        _("state of the text"), max_length=200, help_text=_("Who must still read this language.")
    )
    duration_short = models.PositiveSmallIntegerField(
        _("short lesson, minutes"), default=40, validators=[MinValueValidator(5)]
    )
    duration_long = models.PositiveSmallIntegerField(
        _("full lesson, minutes"), default=45, validators=[MinValueValidator(5)]
    )
    slides = StreamField(SlidesBlock(), verbose_name=_("slides"))
    story = StreamField([("story", StoryBlock())], max_num=1, verbose_name=_("story"))
    preparation = StreamField([("point", SentenceBlock())], verbose_name=_("preparation"))
    sensitive_points = StreamField([("point", SentenceBlock())], verbose_name=_("sensitive points"))
    differentiation = StreamField(
        [("point", SentenceBlock())], verbose_name=_("for different pupils")
    )
    home_link = models.TextField(_("link with home"))
    family_aim = models.TextField(_("aim, in words for the family"))
    family_sentences = StreamField(
        [("sentence", SentenceBlock())],
        min_num=3,
        max_num=3,
        verbose_name=_("three key sentences"),
    )
    family_question = models.TextField(_("to ask at home"))
    # A lesson may be for talking alone.
    questions = StreamField(QuestionsBlock(), blank=True, verbose_name=_("quiz"))

    objects = PageManager.from_queryset(LessonQuerySet)()

    content_panels = [*BasePage.content_panels, *LESSON_PANELS, Authored.authorship_panel]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *Authored.authorship_fields,
        SynchronizedField("age_band", overridable=False),
        SynchronizedField("duration_short", overridable=False),
        SynchronizedField("duration_long", overridable=False),
    ]
    search_fields = [*BasePage.search_fields, index.AutocompleteField("public_words")]
    # Another house has not looked at it.
    exclude_fields_in_copy = ["checked_on"]
    parent_page_types = ["curriculum.TopicPage"]
    subpage_types: list[str] = []
    base_form_class = LessonForm
    template = "curriculum/lesson_page.html"
    family_template = "curriculum/family_sheet.html"
    preview_modes = [
        ("projector", _("On the projector")),
        ("tablet", _("On the tablets")),
        ("desk", _("What the teacher reads")),
        ("print", _("Printed: plan, family sheet, cards, poster")),
        ("public", _("Public page")),
    ]
    # A projector's words break on a telephone's width, which Wagtail would begin with.
    default_preview_size = "tablet"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self) -> None:
        """Refuse to save a live page over which an incomplete translation would be laid.

        wagtail-localize writes the source's words where a translation is missing, and into the
        live page at that: readers of Russian would suddenly meet Kyrgyz.
        """
        super().clean()
        # Not an error of the title: wagtail-localize would mark the title's translation as faulty
        # and put the source's title in its place until somebody types it again.
        if self.live and not translations.is_complete(self):
            raise ValidationError(publishing.INCOMPLETE)

    def save(self, clean: bool = True, **options: Any) -> None:
        """Raises NotPublishable when the page is live and may not be, and when it would stand
        among pages of another language."""
        if not translations.is_among_its_own(self):
            raise NotPublishable(self.title, {NON_FIELD_ERRORS: ValidationError(OTHER_LANGUAGE)})
        if clean and self.live:
            publishing.check(self)
        super().save(clean=clean, **options)  # type: ignore[call-arg]  # a page takes it

    def publish(self, revision: Revision, user: User | None = None, **options: Any) -> None:
        """Raises NotPublishable when the revision may not be live, now or at its set time.  Where
        nobody is there to be told (a set time, after a commit), the page's history says so."""
        try:
            review.check(self, revision, user)
            publishing.check(revision.as_object())
            super().publish(revision, user=user, **options)
        except NotPublishable as error:
            if user is not None:
                raise
            publishing.note_refusal(self, revision, error)

    def permissions_for_user(self, user: User) -> LessonPermissions:
        return LessonPermissions(user, self)

    @property
    def checks(self) -> dict[ReviewStep, date]:
        """Which steps of the review have looked at exactly this text, and when: for teachers."""
        return approvals.days_of(self)

    @property
    def topic_page(self) -> Page:
        """The topic that the lesson stands under, in the lesson's language."""
        return self.get_parent()

    @property
    def organisation(self) -> Organisation | None:
        """In whose part it stands; None for the programme's own lessons."""
        from curriculum.models.organisation import OrganisationPage  # lessons stand below it

        above = OrganisationPage.objects.ancestor_of(self).select_related("organisation").first()
        return above.organisation if above else None

    @property
    def by(self) -> str:
        """Whom the public may know as its author: pen name and organisation, "" for nobody."""
        organisation = self.organisation
        return named([self.pen_name, organisation.public_name if organisation else ""])

    @property
    def credits(self) -> list[Credit]:
        """Whose pictures and recordings it shows, where their licence asks for a name."""
        return credits.of_page(self)

    @property
    def public_words(self) -> str:
        """What the search may know: only what the public page says."""
        return search.folded(lessons.public_texts_of(self))

    @property
    def language(self) -> str:
        return self.locale.language_code

    def in_language(self, language: str) -> "LessonPage":
        """The live page of this lesson in `language`, else the source page."""
        pages = self.readable_pages()
        wanted = [page for page in pages if page.language == language]
        sources = [page for page in pages if page.is_source]
        return (*wanted, *sources, self)[0]

    def freeze_questions(self) -> tuple[Question, ...]:
        """The quiz as a run freezes it, the same from whichever language it is asked.

        Ids, kinds, keys, order, counted and waves are the source page's; texts are those of the
        live pages by block id.  A text that a language lacks is absent from its map.
        """
        pages = self.readable_pages()
        streams = {page.language: page.questions for page in pages}
        return freeze(streams, next(page.language for page in pages if page.is_source))

    def freeze_lesson(self) -> dict[str, Any]:
        """All that a class needs for this lesson, in all its languages, as data."""
        return lessons.freeze(self)

    def verify_items(self) -> list[lessons.VerifyItem]:
        """What of this page somebody must still check, in the page's language."""
        return lessons.verify_items_of(self)

    def readable_pages(self) -> list["LessonPage"]:
        """The live pages, and the source's even if it was taken back while a class is at it; each
        knows whether it `is_source`."""
        pages = self.get_translations(inclusive=True).with_source().select_related("locale")
        return list(pages.filter(models.Q(live=True) | models.Q(is_source=True)))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page itself, and below it `family/`, the sheet to print.  Raises Http404."""
        if path_components == ["family"] and self.live:
            return RouteResult(self, kwargs={"family": True})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return self.family_template if kwargs.get("family") else self.template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        own = {
            "topic": self.topic_page.specific.main,
            "help": help_for_pupils(self.age_band, self.language),
        }
        return super().get_context(request, *args, **kwargs) | own

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.template if mode_name == "public" else f"curriculum/preview_{mode_name}.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        return context | previews.context(self, mode_name)
