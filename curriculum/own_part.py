"""On the first page of the CMS: the way to the lessons of one's own organisation."""

from wagtail.admin.ui.components import Component

from cms.models import Organisation, User
from curriculum.models import OrganisationPage


class OwnPartPanel(Component):
    """For those who write or review for an organisation; an administrator of the site has the
    whole tree."""

    name = "own-part"
    template_name = "curriculum/cms/own_part.html"
    order = 50

    def render_html(self, parent_context: dict[str, object] | None = None) -> str:
        user = parent_context["request"].user if parent_context else None  # type: ignore[attr-defined]  # Wagtail's context
        if not isinstance(user, User) or user.is_superuser:
            return ""
        parts = _parts(user)
        return super().render_html({"parts": parts}) if parts else ""

    def get_context_data(self, parent_context: dict[str, object]) -> dict[str, object]:
        return parent_context


def _parts(user: User) -> list[OrganisationPage]:
    """The tops of their parts, by organisation, in the order in which the languages came."""
    mine = OrganisationPage.objects.filter(organisation__in=Organisation.objects.of(user))
    return list(
        mine.select_related("locale", "organisation").order_by("organisation__name", "locale_id")
    )
