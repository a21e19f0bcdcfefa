"""A pack that is being made or brought in: how far it is, and the file at the end."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.access import adult_of, mark
from cms.models import User
from curriculum.packs import access, jobs
from curriculum.packs.access import BRING_IN, BUILD
from curriculum.packs.work import Make

FILE_NAME = "birge-lessons-{version}.birge"
SECONDS_TO_LOOK_AGAIN = 2


@require_safe
def job(request: HttpRequest) -> HttpResponse:
    """How far it is; the page comes again by itself until it is done."""
    user = adult_of(request)
    access.need(user, BUILD, BRING_IN)
    latest = jobs.latest(user)
    # Asked before all else: it may end while the page is drawn.
    is_running = bool(latest and latest.is_running)
    context = {"job": latest, "is_running": is_running, "has_file": bool(_made_by(user))}
    response = render(request, "curriculum/cms/pack_job.html", context)
    if is_running:
        response["Refresh"] = str(SECONDS_TO_LOOK_AGAIN)
    return response


@require_safe
def made(request: HttpRequest) -> FileResponse:
    """The file, for nobody but who made it."""
    user = adult_of(request)
    access.need(user, BUILD)
    work = _made_by(user)
    if work is None or work.listed is None:
        raise Http404
    try:
        opened = work.path.open("rb")  # FileResponse closes it
    except OSError:
        raise Http404 from None
    name = FILE_NAME.format(version=work.listed.version)
    return FileResponse(
        opened, as_attachment=True, filename=name, content_type="application/octet-stream"
    )


def _made_by(user: User) -> Make | None:
    """The pack that lies ready for this person: made to its end, and not yet swept away."""
    latest = jobs.latest(user)
    made = latest.made if latest and latest.state is jobs.State.DONE else None
    return made if made and made.path.exists() else None


for view in (job, made):
    mark(view, "trainer")
