"""Places and roles in the CMS, for admins: trainers hold no right to them."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from classrooms.models import Membership, Place


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "home"
    list_display = ["name", "kind", "parent"]
    list_filter = ["kind"]


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "group"
    list_display = ["user", "role", "place"]
    list_filter = ["role"]


class SchoolsGroup(SnippetViewSetGroup):
    items = (PlaceViewSet, MembershipViewSet)
    menu_label = _("Schools")
    menu_icon = "site"


register_snippet(SchoolsGroup)
