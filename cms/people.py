"""Who has which role in an organisation, and how that changes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.logins import new_password
from cms.models import User
from cms.organisations import Organisation, Role, RoleGroup


@dataclass(frozen=True)
class Person:
    """Somebody of an organisation, with the roles there."""

    user: User
    roles: tuple[RoleGroup, ...]


@dataclass(frozen=True)
class FirstLogin:
    """What a new person needs to log in; the password is shown once and kept nowhere."""

    username: str
    password: str


def can_manage(user: User, organisation: Organisation) -> bool:
    """Whether the user looks after the people of this organisation."""
    return Organisation.objects.of(user, Role.ADMIN).filter(pk=organisation.pk).exists()


def people_of(organisation: Organisation) -> list[Person]:
    """Everybody with a role there, by user name."""
    by_user: dict[User, list[RoleGroup]] = {}
    for post in organisation.role_groups.order_by("pk").prefetch_related("group__user_set"):
        for user in post.group.user_set.all():
            by_user.setdefault(user, []).append(post)
    listed = sorted(by_user.items(), key=lambda item: item[0].username)
    return [Person(user, tuple(roles)) for user, roles in listed]


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
    login = FirstLogin(username, new_password())
    user = User.objects.create_user(login.username, password=login.password)
    user.groups.add(post.group)
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
