"""Who has which role in an organisation, how that changes, and who helps whom to log in again."""

from dataclasses import dataclass

from axes import utils as axes
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.models import User
from cms.organisations import Organisation, Role, RoleGroup

HELPED = "cms.helped_to_log_in"


@dataclass(frozen=True)
class Person:
    """Somebody of an organisation, with the roles there.  `can_be_helped`: by the reader, with a
    new password."""

    user: User
    roles: tuple[RoleGroup, ...]
    can_be_helped: bool


@dataclass(frozen=True)
class FirstLogin:
    """What a new person needs to log in; the password is shown once and kept nowhere."""

    username: str
    password: str


def people_of(organisation: Organisation, reader: User) -> list[Person]:
    """Everybody with a role there, by user name."""
    by_user: dict[User, list[RoleGroup]] = {}
    for post in organisation.role_groups.order_by("pk").prefetch_related("group__user_set"):
        for user in post.group.user_set.all():
            by_user.setdefault(user, []).append(post)
    helped = helped_by(reader).filter(pk__in=[user.pk for user in by_user])
    can_be_helped = set(helped.values_list("pk", flat=True))
    listed = sorted(by_user.items(), key=lambda item: item[0].username)
    return [Person(user, tuple(roles), user.pk in can_be_helped) for user, roles in listed]


@transaction.atomic
def invite(*, organisation: Organisation, username: str, post: RoleGroup) -> FirstLogin | None:
    """Give a role to somebody of this organisation, or to a new person, who gets a first password.

    Raises ValidationError when the user name belongs to somebody outside of it: who works for two
    organisations is known to the site's administrator alone.
    """
    name = User.normalize_username(username)
    known = User.objects.filter(username=name).first()
    if known is None:
        return _new_person(name, post)
    if not organisation.role_groups.filter(group__user=known).exists():
        raise ValidationError({"username": _("This user name is taken. Choose another.")})
    known.groups.add(post.group)
    return None


def _new_person(username: str, post: RoleGroup) -> FirstLogin:
    user = User.objects.create_user(username)
    user.groups.add(post.group)
    return FirstLogin(username, user.give_first_password())


def helped_by(helper: User) -> QuerySet[User]:
    """Those to whom the user may give a new password.

    Whoever gives it could log in with it first.  So an administrator of the site may to everybody
    else, and who looks after an organisation's people to those who work nowhere else: not in
    another organisation, in the programme's own house or in a school.  Nobody to themselves.
    """
    others = User.objects.filter(is_active=True).exclude(pk=helper.pk)
    if helper.is_superuser:
        return others
    posts = RoleGroup.objects.filter(organisation__in=Organisation.objects.of(helper, Role.ADMIN))
    own = others.filter(is_superuser=False, user_permissions=None, groups__role_group__in=posts)
    elsewhere = Group.objects.exclude(role_group__in=posts)
    in_schools = import_string(settings.BIRGE_PEOPLE_OF_SCHOOLS)()
    return own.exclude(groups__in=elsewhere).exclude(pk__in=in_schools).distinct()


@transaction.atomic
def give_password(*, user: User, helper: User) -> FirstLogin:
    """A new first password, and no wait for whoever tried too often; the log tells who gave it.

    Raises PermissionDenied for whoever may not help this person.
    """
    if not helped_by(helper).filter(pk=user.pk).exists():
        raise PermissionDenied
    login = FirstLogin(user.username, user.give_first_password())
    axes.reset(username=user.username)
    log(instance=user, action=HELPED, user=helper)
    return login


@transaction.atomic
def take_away(*, user: User, post: RoleGroup) -> None:
    """The person no longer has this role.  What they wrote stays.

    Raises ValidationError when nobody would be left to look after the organisation's people.
    """
    others = User.objects.filter(groups=post.group, is_active=True).exclude(pk=user.pk)
    if post.role == Role.ADMIN and not others.exists():
        raise ValidationError(_("Somebody must look after the people. Ask somebody else first."))
    user.groups.remove(post.group)
