"""No door to another organisation's drafts: one question for every address of the CMS with an id in
it.

Wagtail's own policies say what somebody may do with a page, picture or recording, and its views
ask them, each at its place.  Some forget to: they tell the title of any page whose number one
types.  So the same policies are asked here, before any view, whether the person has anything to
do with it at all.  If not, it does not exist: the reply is that for a number that nobody has.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation, TranslationSource
from wagtailmedia.models import get_media_model

from cms import shown
from cms.models import User

ENTER = "wagtailadmin.access_admin"
ANY_RIGHT = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
Finder = Callable[[str], Iterable[Model | None]]


def _page(pk: str) -> list[Page | None]:
    return [Page.objects.filter(pk=pk).first()]


def _picture(pk: str) -> list[Model | None]:
    return [get_image_model().objects.filter(pk=pk).select_related("collection").first()]


def _recording(pk: str) -> list[Model | None]:
    return [get_media_model().objects.filter(pk=pk).select_related("collection").first()]


def _translation(pk: str) -> list[Model | None]:
    found = Translation.objects.filter(pk=pk).first()
    return [found.source.get_source_instance(), found.get_target_instance()] if found else [None]


def _source(pk: str) -> list[Model | None]:
    found = TranslationSource.objects.filter(pk=pk).first()
    return [found.get_source_instance()] if found else [None]


# What the parts of an address are called that hold an id → how to find what is meant.
IN_ADDRESS: dict[str, Finder] = {
    "page_id": _page,
    "parent_page_id": _page,
    "page_to_move_id": _page,
    "destination_id": _page,
    "page_pk": _page,
    "image_id": _picture,
    "media_id": _recording,
    "translation_id": _translation,
    "translation_source_id": _source,
}
# Fields of forms that name a page to put something under.
IN_FORM = ("new_parent_page", "parent_page", "chooser")
# Views whose address holds no names → names in their order; those past the end are no ids.
WITHOUT_NAMES = {"wagtailadmin_pages:revisions_compare": ("page_id",)}
# They tell of everything, whoever asks: for those alone who work on the whole site.
FOR_THE_HOUSE = frozenset(
    {
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtail_localize:translations_report",
        "wagtail_localize:translations_report_results",
        "wagtailadmin_workflows:task_chooser",
        "wagtailadmin_workflows:task_chooser_create",
        "wagtailadmin_workflows:task_chooser_results",
        "wagtailadmin_workflows:task_chosen",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
    }
)
# No screen of ours leads there, and they ask for no right: they list every picture, everybody's
# roles in schools, whoever signed a pack.
SHUT = (
    "wagtailadmin_api:images:",
    "wagtailadmin_api:documents:",
    "wagtail_localize:snippets_api_",
    "wagtailsnippetchoosers_classrooms_",
    "wagtailsnippetchoosers_curriculum_signer:",
)


class OwnPart:
    """Middleware: raises Http404 where a door leads to what the person has nothing to do with."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[str, ...], kwargs: dict[str, Any]
    ) -> None:
        user = request.user
        if not request.path_info.startswith(settings.CMS_PREFIX) or not isinstance(user, User):
            return
        if user.is_superuser or not user.has_perm(ENTER):
            return  # Wagtail itself sends away who may not enter the CMS
        if not _is_open(user, request, args, kwargs):
            raise Http404


def _is_open(
    user: User, request: HttpRequest, args: tuple[str, ...], kwargs: dict[str, Any]
) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    if name.startswith(SHUT):
        return False
    if name in FOR_THE_HOUSE and not works_on_all(user):
        return False
    named = kwargs | dict(zip(WITHOUT_NAMES.get(name, ()), args, strict=False))
    return all(can_see(user, item) for item in _asked_for(request, name, named))


def _asked_for(request: HttpRequest, name: str, named: dict[str, Any]) -> Iterator[Model | None]:
    for part, find in IN_ADDRESS.items():
        if named.get(part) is not None:
            yield from find(str(named[part]))
    for pk in (pk for field in IN_FORM for pk in request.POST.getlist(field) if pk.isdecimal()):
        yield from _page(pk)
    if name == "wagtailadmin_choose_page_chosen_multiple":
        yield from _listed(request, _page)
    elif name == "wagtail_bulk_action":
        yield from _in_bulk(request, named["model_name"])


def _listed(request: HttpRequest, find: Finder) -> Iterator[Model | None]:
    for pk in request.GET.getlist("id"):
        yield from find(pk) if pk.isdecimal() else ()


def _in_bulk(request: HttpRequest, model_name: str) -> Iterator[Model | None]:
    """What is to be done away with, moved, published … together.  All pages there are, "all"
    without a page above, is nothing that somebody may ask for."""
    if model_name == Page._meta.model_name:
        yield from _listed(request, _page)
        if "all" in request.GET.getlist("id"):
            yield from _page_with_all_below(request, request.GET.get("childOf", ""))
    elif model_name == get_image_model()._meta.model_name:
        yield from _listed(request, _picture)


def _page_with_all_below(request: HttpRequest, pk: str) -> Iterator[Page | None]:
    above = Page.objects.filter(pk=pk).first() if pk.isdecimal() else None
    is_own = above and page_permission_policy.user_has_any_permission_for_instance(
        request.user, ANY_RIGHT, above
    )
    yield above if is_own else None


def can_see(user: User, item: Model | None) -> bool:
    """Whether the user has anything to do with it: a page of theirs or on the way to it, a page
    that waits for their review, a picture or recording of a collection of theirs.  For anything
    else Wagtail asks for the model's own right."""
    if item is None:
        return False
    if isinstance(item, Page):
        return _can_see_page(user, item)
    if hasattr(item, "collection"):
        return shown.works_with(user, item.collection)
    return True


def _can_see_page(user: User, page: Page) -> bool:
    if page_permission_policy.user_has_any_permission_for_instance(user, ANY_RIGHT, page):
        return True  # the most frequent answer, of what is known of the user anyway
    explorable = page_permission_policy.explorable_instances(user)
    return explorable.filter(pk=page.pk).exists() or page.permissions_for_user(user).can_edit()


def works_on_all(user: User) -> bool:
    """Whether the user has a right on the site's home page, and so on all that lies below."""
    if user.is_superuser:
        return True
    homes = [site.root_page for site in Site.objects.select_related("root_page")]
    return any(
        page_permission_policy.user_has_any_permission_for_instance(user, ANY_RIGHT, home)
        for home in homes
    )
