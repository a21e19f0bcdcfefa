"""The site's own screens: the way in and out, the language, and the quick exit."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.static import serve

from cms import recordings, shown
from cms.access import is_same_origin, public
from cms.middleware import chosen_language, language_of
from cms.models import PictureRendition, User

A_YEAR = 365 * 24 * 60 * 60
# So long a browser may keep a file whose consent may end.
SOON = 5 * 60


class SeeOther(HttpResponseRedirect):
    """After a post the browser always gets the next page, so Back never posts again."""

    status_code = 303


@public
@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in the reader's language."""
    return HttpResponseRedirect(f"/{language_of(request)}/")


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(required=False)


@csrf_exempt
@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie, and for an adult who is logged in also in the account.

    Leads back to `next` when that is a page of this site, in the new language; else home.  Pupils
    use it too: no token, whose cookie would tell one tablet from another.
    """
    if not is_same_origin(request):
        raise PermissionDenied
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise BadRequest("An unknown language.")
    code = form.cleaned_data["language"]
    response = SeeOther(_back(request, form.cleaned_data["next"], code))
    remember_language(response, code)
    if isinstance(request.user, User):
        request.user.keep_language(code)
    return response


def _back(request: HttpRequest, target: str, code: str) -> str:
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return reverse("front_door")
    prefix = get_language_from_path(target)
    return f"/{code}{target[len(prefix) + 1 :]}" if prefix else target


def remember_language(response: HttpResponseBase, code: str) -> None:
    """Sets the cookie that names the language of every address without one in its path."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY, secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Strict",
    )  # fmt: skip


class Login(LoginView):
    """The way in for adults.  A language picked here goes with them into their account; where
    none was picked, their account's language is used from now on."""

    template_name = "cms/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        chosen = chosen_language(self.request)
        if chosen:
            user.keep_language(chosen)
        else:
            remember_language(response, user.language)
        return response

    def get_redirect_url(self) -> str:
        """Not into the CMS for whoever may not enter it: it would send them here again."""
        wanted = super().get_redirect_url()
        user = self.request.user
        if wanted.startswith(settings.CMS_PREFIX) and user.is_authenticated:
            return wanted if user.has_perm("wagtailadmin.access_admin") else ""
        return wanted

    def get_default_redirect_url(self) -> str:
        return home_of(self.request.user)


def home_of(user: User | AnonymousUser) -> str:
    """Trainers and admins to the CMS, everyone else to their classes."""
    is_trainer = user.has_perm("wagtailadmin.access_admin")
    return resolve_url("wagtailadmin_home" if is_trainer else settings.LOGIN_REDIRECT_URL)


login = public(Login.as_view())
logout = public(LogoutView.as_view())


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """After too many wrong passwords: says so and for how long, instead of trying again."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "cms/locked_out.html", {"minutes": minutes}, status=429)


@public
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: a neutral page that the browser keeps for a year, so it opens offline.

    The same for everybody, in no reader's language: a copy kept on a shared tablet must fit
    whoever holds it, and tell nothing about who did.
    """
    with override(settings.LANGUAGE_CODE):
        page = HttpResponse(render_to_string("cms/exit.html"))
    page["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return page


@public
@require_safe
def sign(request: HttpRequest) -> HttpResponse:
    """What a browser asks for that knows of no sign for its tab: that of the neutral page, because
    this may be asked on the way out."""
    return redirect(static("img/mountains.svg"))


@public
@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as it was scaled for a page, for whoever may have it, or a drawn sign of its size
    where it may not be shown today.  Uploaded originals are never served."""
    scaled = shown.scaled_at(f"images/{path}")
    if not shown.may_have(request.user, scaled and scaled.image, request.path):
        raise Http404
    if scaled and not scaled.image.is_shown_today:
        return _withheld(scaled)
    reply = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT, "images")))
    reply["Cache-Control"] = f"private, max-age={SOON}"
    return reply


def _withheld(scaled: PictureRendition) -> HttpResponse:
    """The sign that stands for a picture whose consent has ended."""
    drawn = render_to_string("cms/withheld.svg", {"scaled": scaled})
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@public
@require_safe
def recording(request: HttpRequest, path: str) -> HttpResponseBase:
    """Spoken words, as sound and as nothing else, while they may be heard, for whoever may have
    them.  A tablet keeps them for some minutes: to hear them again costs the Wi-Fi nothing."""
    kind = recordings.TYPES.get(recordings.ending(path))
    found = shown.recording_at(f"recordings/{path}")
    if kind is None or (found is not None and not found.is_shown_today):
        raise Http404
    if not shown.may_have(request.user, found, request.path):
        raise Http404
    reply = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT, "recordings")))
    if reply.status_code == HTTPStatus.OK:
        reply["Content-Type"] = kind
    reply["Cache-Control"] = f"private, max-age={SOON}"
    return reply
