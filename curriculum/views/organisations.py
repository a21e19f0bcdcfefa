"""Organisations and their people, in the CMS."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cms import people
from cms.access import adult_of, mark
from cms.models import Organisation, User
from cms.people import FirstLogin
from curriculum import organising
from curriculum.forms import (
    HouseOrganisationForm,
    InviteForm,
    OrganisationForm,
    PostForm,
    PublicNameForm,
)


@require_http_methods(["GET", "HEAD", "POST"])
def organisations_page(request: HttpRequest) -> HttpResponse:
    """The organisations whose people the user looks after.  An administrator of the site makes new
    ones by a post; raises PermissionDenied for others."""
    user = adult_of(request)
    listed, may_make = Organisation.objects.managed_by(user), user.is_superuser
    if not (listed or may_make):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None)
    if request.method == "POST":
        if not may_make:
            raise PermissionDenied
        if form.is_valid():
            made = organising.make(**form.cleaned_data)
            return redirect("organisation", made.uuid)
    context = {"organisations": listed, "form": form if may_make else None}
    return render(request, "curriculum/cms/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The people of one organisation; a post gives a role.  Raises Http404 for whoever does not
    look after them."""
    organisation = _managed(request, key)
    form = InviteForm(organisation, request.POST or None)
    login = None
    if request.method == "POST" and form.is_valid():
        login = _invite(organisation, form)
        if form.is_valid() and login is None:
            messages.success(request, _("The role was given."))
            return redirect("organisation", organisation.uuid)
    # A first password stands in this reply alone; through a redirect it would lie in a cookie.
    context = {
        "organisation": organisation,
        "people": people.people_of(organisation, adult_of(request)),
        "missing": organisation.posts_without_people(),
        "form": InviteForm(organisation) if login else form,
        "login": login,
    }
    return render(request, "curriculum/cms/organisation.html", context)


def _managed(request: HttpRequest, key: UUID) -> Organisation:
    return get_object_or_404(Organisation.objects.managed_by(adult_of(request)), uuid=key)


def _invite(organisation: Organisation, form: InviteForm) -> FirstLogin | None:
    """The first login of a new person; where it was refused the form says why."""
    sent = form.cleaned_data
    try:
        return people.invite(
            organisation=organisation, username=sent["username"], post=sent["post"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


@require_POST
def take_role(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes a role from somebody of the organisation.  Raises Http404 for whoever does not look
    after its people, and for roles that are not there to be taken."""
    organisation = _managed(request, key)
    form = PostForm(organisation, request.POST)
    if form.is_valid():
        post = form.cleaned_data["post"]
        holder = get_object_or_404(User, pk=form.cleaned_data["user"], groups=post.group)
        try:
            people.take_away(user=holder, post=post)
            messages.success(request, _("The role was taken away."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("organisation", organisation.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is known of an organisation.  Its own people change how it is called in public, an
    administrator of the site also its name in the CMS and whether it is at rest.

    Raises Http404 for whoever does not look after it.
    """
    organisation = _managed(request, key)
    kind = HouseOrganisationForm if adult_of(request).is_superuser else PublicNameForm
    form = kind(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        organising.change(form.instance)
        messages.success(request, _("The organisation was changed."))
        return redirect("organisation", organisation.uuid)
    context = {"key": key, "form": form}
    return render(request, "curriculum/cms/edit_organisation.html", context)


for view in (organisations_page, organisation_page, edit_organisation, take_role):
    mark(view, "trainer")
