"""What the CMS shows of the curriculum besides its pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from curriculum.models import HelpService, LegalFact, TrustedAdult


class HelpServiceViewSet(SnippetViewSet):
    model = HelpService
    icon = "help"
    list_display = ["name", "number", "checked_on", "checked_by"]
    list_filter = ["recorded"]


class LegalFactViewSet(SnippetViewSet):
    model = LegalFact
    icon = "clipboard-list"
    list_display = ["key", "text", "checked_on", "checked_by"]


class TrustedAdultViewSet(SnippetViewSet):
    model = TrustedAdult
    icon = "group"
    list_display = ["age_band", "text"]


@register_snippet
class HelpGroup(SnippetViewSetGroup):
    items = (HelpServiceViewSet, LegalFactViewSet, TrustedAdultViewSet)
    menu_icon = "help"
    menu_label = _("Help and law")
    menu_name = "help-and-law"
