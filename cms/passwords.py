"""First passwords: whoever was given one chooses their own before anything else opens, and whoever
forgot theirs is given another.  There is no e-mail in a school."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from cms import people
from cms.access import adult_of, mark
from cms.models import User
from cms.views import SeeOther, home_of


class OwnPasswordFirst:
    """Middleware: who logged in with a password that somebody else gave gets to nothing in the CMS
    and in the classes until they have chosen their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_behind()) and _waits(request):
            return SeeOther(resolve_url("own_password"))
        return self.get_response(request)


@cache  # it is asked of every request, and no address changes
def _behind() -> tuple[str, ...]:
    return settings.CMS_PREFIX, resolve_url(settings.LOGIN_REDIRECT_URL)


def _waits(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.has_first_password


class OwnPasswordForm(SetPasswordForm):
    """A password that its owner alone knows."""

    @sensitive_variables("chosen")
    def clean_new_password1(self) -> str:
        chosen: str = self.cleaned_data["new_password1"]
        if self.user.check_password(chosen):
            self.add_error("new_password1", _("Choose another one than the first password."))
        return chosen

    def save(self, commit: bool = True) -> User:
        self.user.has_first_password = False
        return super().save(commit)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """Where somebody with a first password chooses their own; everybody else is sent on."""
    user = request.user
    if not isinstance(user, User) or not user.has_first_password:
        return redirect("login")
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        return SeeOther(home_of(user))
    return render(request, "cms/own_password.html", {"form": form})


mark(own_password, "adult")


@sensitive_variables("login")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before a person gets a new first password; a post gives it and shows it once, in this
    reply alone.  Raises Http404 for whoever may not help this person."""
    helper = adult_of(request)
    person = get_object_or_404(people.helped_by(helper), pk=pk)
    login = None
    if request.method == "POST":
        login = people.give_password(user=person, helper=helper)
    context: dict[str, Any] = {"person": person, "login": login}
    return render(request, "cms/admin/new_password.html", context)


mark(new_password, "trainer")
