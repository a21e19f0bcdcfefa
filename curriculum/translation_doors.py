"""What wagtail-localize would do and a lesson must not suffer: its views ask for no right to
publish, and lay what they have over the live page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize import models as localize
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.views import edit_translation

from curriculum import po_files, review, translations
from curriculum.models import LessonPage

NOT_YOURS = gettext_lazy(
    "The translation was not published: send it to the review, whose last step publishes it."
)
NOT_YOUR_PAGE = gettext_lazy("You may translate only pages that you may change.")
NO_ALIAS = gettext_lazy(
    "A lesson does not become an alias: readers of one language would get the words of another."
)
# The editor names months in English, whatever it speaks; numbers are read in every language.
localize.DATE_FORMAT = edit_translation.DATE_FORMAT = "%d.%m.%Y"
PO_FILE = "PO File"  # what the library notes of a text that came with one


class _TranslationSerializer(edit_translation.StringTranslationSerializer):
    """With our word for a PO file, in the language of the reader."""

    def to_representation(self, instance: StringTranslation) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        if instance.tool_name == PO_FILE:
            date = instance.updated_at.strftime(localize.DATE_FORMAT)
            shown["comment"] = _("From a PO file, {date}").format(date=date)
        return shown


edit_translation.StringTranslationSerializer = _TranslationSerializer


def tell(request: HttpRequest, page: LessonPage) -> None:
    """In the translation editor, which counts nothing and knows no workflow: how far the
    translation is, and the way to the review."""
    if request.method != "GET":
        return
    url = reverse("lesson_review", args=[page.pk])
    if page.workflow_in_progress:
        return
    wanted, translated = translations.progress(page)
    said = _("Translated texts: {number} of {all}. With all of them, send it to the review.")
    said = said.format(number=translated, all=wanted)
    messages.info(request, said, buttons=[messages.button(url, _("To the review"))])


def before_publish(request: HttpRequest) -> HttpResponse | None:
    """“Publish” in the translation editor writes over the live page at once."""
    if review.publishes_at_once(request.user):
        return None
    messages.error(request, NOT_YOURS)
    return redirect(request.path)


def before_submit(request: HttpRequest, page_id: int) -> HttpResponse | None:
    """“Translate this page” asks for no right to the page, and so would copy a stranger's draft."""
    return _unless_editable(request, Page.objects.filter(pk=page_id))


def before_sync(request: HttpRequest, translation_source_id: int) -> HttpResponse | None:
    """“Sync translated pages” asks for no right to the pages, nor to publish when it publishes."""
    source = TranslationSource.objects.filter(pk=translation_source_id).first()
    if source is None:
        return None
    pages = Page.objects.filter(translation_key=source.object_id)
    if refused := _unless_editable(request, pages.filter(locale=source.locale_id)):
        return refused
    is_publishing = request.method == "POST" and "publish_translations" in request.POST
    linked = source.translations.filter(enabled=True).values("target_locale")
    if is_publishing and not _may_publish_all(request, pages.filter(locale__in=linked)):
        return _back(request, NOT_YOURS)
    return None


def _unless_editable(request: HttpRequest, pages: PageQuerySet) -> HttpResponse | None:
    return None if _may_edit(request, pages) else _back(request, NOT_YOUR_PAGE)


def _may_edit(request: HttpRequest, pages: PageQuerySet) -> bool:
    return all(page.permissions_for_user(request.user).can_edit() for page in pages.specific())


def _may_publish_all(request: HttpRequest, pages: PageQuerySet) -> bool:
    return review.publishes_at_once(request.user) and all(
        page.permissions_for_user(request.user).can_publish() for page in pages.specific()
    )


def before_alias(request: HttpRequest, page_id: int) -> HttpResponse | None:
    """“Convert to alias page” is no way for a lesson."""
    if LessonPage.objects.filter(pk=page_id).exists():
        return _back(request, NO_ALIAS)
    return None


def before_upload(request: HttpRequest, translation_id: int) -> HttpResponse | None:
    """A PO file is read only when it is one, and of this translation.  Who may not edit the page is
    sent away by the view itself."""
    translation = Translation.objects.filter(pk=translation_id).first()
    if request.method != "POST" or translation is None:
        return None
    key, locale = translation.source.object_id, translation.target_locale
    if not _may_edit(request, Page.objects.filter(translation_key=key, locale=locale)):
        return None
    try:
        found = po_files.read(request.FILES.get("file"), translation)
    except po_files.BadFile as bad:
        return _back(request, str(bad))
    if strangers := po_files.strangers(found, translation):
        said = _("Texts in the file that this lesson does not have, left out: {number}.")
        messages.warning(request, said.format(number=strangers))
    return None


def _back(request: HttpRequest, said: object) -> HttpResponse:
    messages.error(request, str(said))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
