"""The doors to packs and their signers in the CMS; `wagtail_hooks.py` registers them."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from curriculum.models import Signer
from curriculum.packs import access
from curriculum.views import pack_jobs, packs


def urls() -> list[URLPattern]:
    return [
        path("packs/", packs.packs, name="packs"),
        path("packs/upload/", packs.upload, name="pack_upload"),
        path("packs/job/", pack_jobs.job, name="pack_job"),
        path("packs/made/", pack_jobs.made, name="pack_made"),
        path("packs/<uuid:token>/", packs.check, name="pack_check"),
    ]


class PacksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(access.BUILD) or request.user.has_perm(access.BRING_IN)


def menu_item() -> MenuItem:
    return PacksMenuItem(
        _("Lesson packs"), reverse("packs"), name="packs", icon_name="download", order=360
    )


class SignerViewSet(SnippetViewSet):
    """Whose packs and results are taken; for administrators alone: trainers hold no right to it."""

    model = Signer
    icon = "key"
    menu_label = _("Signers")
    menu_name = "signers"
    menu_order = 365
    add_to_admin_menu = True
    list_display = ["__str__", Column("fingerprint", label=_("Number to compare")), "revoked_on"]
    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldPanel("may_revoke"),
        FieldRowPanel([FieldPanel("revoked_on"), FieldPanel("reason")]),
    ]
