"""The middleware that is ours: language and the content security policy."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers


def chosen_language(request: HttpRequest) -> str | None:
    """The language picked with the switch on any screen, or None."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return code if code in dict(settings.LANGUAGES) else None


def language_of(request: HttpRequest) -> str:
    """The language of a reply: the address's (`/ru/…`), else the one chosen, else the source's.

    The browser's own setting is left out on purpose: a tablet fresh from its box says English,
    and a child would be greeted in a language that nobody in the room speaks.
    """
    from_path = translation.get_language_from_path(request.path_info)
    return from_path or chosen_language(request) or settings.LANGUAGE_CODE


class Language:
    """Sets the language of the request and names it in the reply."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or code)
        # A page that is the same for everybody, the quick exit, must open offline from the
        # browser's store whatever cookies have come since.
        if "public" not in response.headers.get("Cache-Control", ""):
            patch_vary_headers(response, ["Cookie"])
        return response


class ContentSecurityPolicy(CSPMiddleware):
    """Strict everywhere, relaxed for the CMS's own admin, which needs inline scripts."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.CMS_PREFIX):
            parts.config = settings.CONTENT_SECURITY_POLICY_CMS
        return parts
