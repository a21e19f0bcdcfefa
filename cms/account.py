"""Wagtail's page of one's own account, whose language is that of the whole site."""

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.account import AccountView
from wagtail.users.models import UserProfile

from cms.access import adult_of, mark
from cms.views import remember_language


class _Account(AccountView):
    def post(self, request: HttpRequest) -> HttpResponse:
        """What was chosen is also that of public pages, on this device now and after each login."""
        response: HttpResponse = super().post(request)
        user = adult_of(request)
        chosen = UserProfile.get_for_user(user).preferred_language
        if response.status_code == 302 and chosen:
            user.language = chosen
            user.save(update_fields=["language"])
            remember_language(response, chosen)
        return response


def account(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = _Account.as_view()(request)
    return response


mark(account, "trainer")
