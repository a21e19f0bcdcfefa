"""Who may have a picture or a recording: everybody, if something public shows it; else those alone
who work with its collection.

`cms.rights` says what may be shown at all; this only says to whom.  A class goes on with a lesson
as it began, whatever became of the page, so what its copy holds stays to be had.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.module_loading import import_string
from wagtail.models import (
    Collection,
    CollectionMember,
    GroupCollectionPermission,
    Page,
    ReferenceIndex,
)
from wagtail.snippets.models import get_snippet_models

from cms.models import PictureRendition, Recording, User

Visitor = User | AnonymousUser


def scaled_at(path: str) -> PictureRendition | None:
    """The scaled copy of a picture that is stored there."""
    found = PictureRendition.objects.filter(file=path)
    return found.select_related("image__collection").first()


def recording_at(path: str) -> Recording | None:
    return Recording.objects.filter(file=path).select_related("collection").first()


def may_have(user: Visitor, item: CollectionMember | None, address: str) -> bool:
    """Whether this visitor, known or not, may have the file at the address.  `item`: the picture or
    recording, None where it was deleted."""
    if item and (is_public(item) or works_with(user, item.collection)):
        return True
    return bool(import_string(settings.BIRGE_IS_FILE_IN_A_LESSON)(address))


def is_public(item: CollectionMember) -> bool:
    """Whether anything public shows it: a live page, a snippet (none of ours has drafts), or the
    quiz of every lesson."""
    if isinstance(item, Recording) and item.says:
        return True
    uses = ReferenceIndex.get_references_to(item).select_related("base_content_type")
    by_model = [(use.base_content_type.model_class(), use.object_id) for use in uses]
    if any(model in get_snippet_models() for model, _pk in by_model):
        return True
    pages = [pk for model, pk in by_model if model is Page]
    return Page.objects.live().filter(pk__in=pages).exists()


def works_with(user: Visitor, collection: Collection) -> bool:
    """Whether the user has any right on the collection, or on one that it lies in."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_superuser:
        return True
    around = collection.get_ancestors(inclusive=True)
    rights = GroupCollectionPermission.objects.filter(group__user=user, collection__in=around)
    return rights.exists()
