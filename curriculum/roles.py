"""What trainers, and the others of the programme's own house, may do in the CMS."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtailmedia.models import get_media_model

from cms import organisations
from cms.organisations import ON_FILES, Organisation, Role
from curriculum import organising, review
from curriculum.models import (
    CampaignDay,
    HelpService,
    HomePage,
    LegalFact,
    TopicPage,
    TrustedAdult,
)
from curriculum.review import TRAINERS
from curriculum.states import ReviewStep

AUTHORS = "Authors"
# Groups that Wagtail brings along, with rights on the pages and files of everybody.
OF_WAGTAIL = ("Editors", "Moderators")
# What Wagtail calls the root of all pages and of all collections.
WAGTAILS_ROOT = "Root"
ON_PAGES = ("add_page", "change_page", "publish_page")
ON_PAGES_OF_AUTHORS = ("add_page", "change_page")
ENTER = ("wagtailadmin", "access_admin")
TRANSLATE = ("wagtail_localize", "submit_translation")
BUILD_PACKS = ("curriculum", "build_pack")
ON_IMAGES = ("add_image", "change_image", "choose_image")
ON_RECORDINGS = ("add_media", "change_media")
SNIPPETS = (HelpService, LegalFact, TrustedAdult, CampaignDay)


def make_trainer_group() -> Group:
    """The group "Trainers", with its rights renewed; safe to call again.

    They enter the CMS, write, publish and translate pages below home in every language, edit help
    services, legal facts, trusted adults and the 16 Days, bring pictures and recordings, and put
    lessons into packs.  They bring no packs in and manage no users and no settings.  (Who may
    publish a page may also delete it: that is Wagtail's rule.)
    """
    group, _created = Group.objects.get_or_create(name=TRAINERS)
    group.permissions.set([*_site_permissions(), *_snippet_permissions()])
    _let(group, ON_PAGES)
    _let_bring_files(group)
    return group


def make_house() -> None:
    """The programme's own house: trainers, authors who publish through the review alone, those who
    review, and the review itself, in every language; safe to call again.

    But for its trainers it is an organisation like others: its people have their rights on the
    topics that visitors know and what is below them, and on its own collection, and no right
    elsewhere, whatever they were given before.  Wagtail's own groups go, unless somebody is in
    them: who is put into one would see the drafts of every organisation.
    """
    make_trainer_group()
    _name_roots()
    Group.objects.filter(name__in=OF_WAGTAIL, user=None).delete()
    topics = list(TopicPage.objects.main())
    authors, _created = Group.objects.get_or_create(name=AUTHORS)
    collection = _collection_of(authors)
    authors.permissions.set(_site_permissions())
    organising.set_rights_on_pages(authors, topics, ON_PAGES_OF_AUTHORS)
    organisations.set_rights_on_files(authors, collection, ON_FILES[Role.AUTHOR])
    for home in HomePage.objects.select_related("locale"):
        review.make_workflow(home)
        for step in ReviewStep:
            for group in review.groups_of(home, step, home.locale.language_code):
                _let_review(group, step, topics)
                organisations.set_rights_on_files(group, collection, ON_FILES[Role(step.value)])


def _name_roots() -> None:
    """They get a name that is the same in every language."""
    Page.objects.filter(depth=1, title=WAGTAILS_ROOT).update(
        title=settings.WAGTAIL_SITE_NAME, draft_title=settings.WAGTAIL_SITE_NAME
    )
    Collection.objects.filter(depth=1, name=WAGTAILS_ROOT).update(name=settings.WAGTAIL_SITE_NAME)


def _let_review(group: Group, step: ReviewStep, topics: Sequence[TopicPage]) -> None:
    """Reviewers see the pages and may lock them; they write in what waits for them.  A publisher
    may also take back a lesson and decide about wording."""
    group.permissions.add(_permission(*ENTER))
    rights = "publish_page" if step == ReviewStep.PUBLISHING else "lock_page"
    organising.set_rights_on_pages(group, topics, (rights,))


def _collection_of(authors: Group) -> Collection:
    """The house's pictures and recordings.  Whoever has a right on the root of all collections has
    it on those of every organisation, so what lay there goes into one of its own, once."""
    root = Collection.get_first_root_node()
    others = Organisation.objects.values("collection")
    held = Collection.objects.filter(group_permissions__group=authors).exclude(pk__in=others)
    if found := held.exclude(pk=root.pk).order_by("pk").first():
        return found
    made: Collection = root.add_child(instance=Collection(name=settings.WAGTAIL_SITE_NAME))
    for model in (get_image_model(), get_media_model()):
        model.objects.filter(collection=root).update(collection=made)
    return made


def _let(group: Group, codenames: tuple[str, ...]) -> None:
    """Rights on all pages below home, those of organisations among them."""
    rights = Permission.objects.filter(
        codename__in=codenames, content_type__app_label="wagtailcore"
    )
    for home in HomePage.objects.all():
        for permission in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def _let_bring_files(group: Group) -> None:
    files = Permission.objects.filter(
        Q(codename__in=ON_IMAGES, content_type__app_label="wagtailimages")
        | Q(codename__in=ON_RECORDINGS, content_type__app_label="wagtailmedia")
    )
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _site_permissions() -> list[Permission]:
    return [_permission(*which) for which in (ENTER, TRANSLATE, BUILD_PACKS)]


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _snippet_permissions() -> list[Permission]:
    names = [f"{act}_{model._meta.model_name}" for model in SNIPPETS for act in ("add", "change")]
    return list(Permission.objects.filter(content_type__app_label="curriculum", codename__in=names))
