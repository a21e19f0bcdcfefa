"""What trainers may do in the CMS."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from curriculum.models import CampaignDay, HelpService, HomePage, LegalFact, TrustedAdult

TRAINERS = "Trainers"
ON_PAGES = ("add_page", "change_page", "publish_page")
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
    pages = Permission.objects.filter(codename__in=ON_PAGES, content_type__app_label="wagtailcore")
    for home in HomePage.objects.all():
        for permission in pages:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    files = Permission.objects.filter(
        Q(codename__in=ON_IMAGES, content_type__app_label="wagtailimages")
        | Q(codename__in=ON_RECORDINGS, content_type__app_label="wagtailmedia")
    )
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return group


def _site_permissions() -> list[Permission]:
    wanted = [
        ("wagtailadmin", "access_admin"),
        ("wagtail_localize", "submit_translation"),
        ("curriculum", "build_pack"),
    ]
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in wanted
    ]


def _snippet_permissions() -> list[Permission]:
    names = [f"{act}_{model._meta.model_name}" for model in SNIPPETS for act in ("add", "change")]
    return list(Permission.objects.filter(content_type__app_label="curriculum", codename__in=names))
