"""The yardstick: one Django view that does nothing, without middleware, on the same server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Reads the form, as any view that takes an answer must, and says nothing."""
    request.POST.get("option")
    return HttpResponse(status=204)


urlpatterns = [path("", nothing)]


if not settings.configured:
    settings.configure(
        ROOT_URLCONF="benchmarks.bare",
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="bare",  # noqa: S106  # it signs nothing
        MIDDLEWARE=[],
    )
application = get_wsgi_application()

if __name__ == "__main__":
    from cms import serve

    serve.make_server(
        "127.0.0.1", int(os.environ["BIRGE_PORT"]), target="benchmarks.bare:application"
    ).serve()
