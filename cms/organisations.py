"""Organisations that write lessons: who they are, what they may do, and with which pictures.

Its name is for the CMS; in public it is called by `public_name`, or not at all.  Who has a role in
it is in one of its groups, and Wagtail's own rights hang on those groups: on its collection here,
on its pages in `curriculum.organising`.
"""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission

from cms import texts

if TYPE_CHECKING:
    from cms.models import User


class Role(models.TextChoices):
    """What a person does in an organisation; one person may have several."""

    AUTHOR = "author", _("author")
    LANGUAGE_REVIEWER = "language_reviewer", _("language reviewer")
    PROTECTION_REVIEWER = "protection_reviewer", _("child-protection reviewer")
    PUBLISHER = "publisher", _("publisher")
    ADMIN = "admin", _("looks after people")


_LOOKS = ("choose_image",)
# Role → what it may do with the pictures and recordings of its organisation.
ON_FILES: dict[Role, tuple[str, ...]] = {
    Role.AUTHOR: ("add_image", "change_image", "choose_image", "add_media", "change_media"),
    Role.LANGUAGE_REVIEWER: _LOOKS,
    Role.PROTECTION_REVIEWER: _LOOKS,
    Role.PUBLISHER: ("change_image", "choose_image", "change_media"),
    Role.ADMIN: _LOOKS,
}
# Who brings a text into another language.
TRANSLATING = frozenset({Role.AUTHOR, Role.PUBLISHER})


def posts() -> list[tuple[Role, str]]:
    """Every (role, language) that an organisation has; only reviewers of language have one."""
    languages = [code for code, _name in settings.LANGUAGES]
    return [
        (role, language)
        for role in Role
        for language in (languages if role is Role.LANGUAGE_REVIEWER else [""])
    ]


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of(self, user: "User", *roles: Role) -> Self:
        """Those in which the user has one of the roles, or any; all of them for an administrator
        of the site."""
        active = self.filter(is_active=True).order_by("name")
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return active
        mine = RoleGroup.objects.filter(group__user=user.pk, role__in=roles or Role.values)
        return active.filter(pk__in=mine.values("organisation"))

    def at_rest_of(self, user: "User") -> Self:
        """Those in which the user has a role that rests."""
        mine = RoleGroup.objects.filter(group__user=user.pk)
        return self.filter(is_active=False, pk__in=mine.values("organisation")).order_by("name")

    def managed_by(self, user: "User") -> Self:
        """Those whose people the user looks after; for an administrator of the site all, also what
        is at rest."""
        if user.is_active and user.is_superuser:
            return self.order_by("name")
        return self.of(user, Role.ADMIN)


class Organisation(models.Model):
    """One of those who write lessons."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("name in the CMS"), max_length=100, unique=True,
        help_text=_("Only those who work in the CMS read it."),
    )  # fmt: skip
    public_name = models.CharField(
        _("name in public"), max_length=100, blank=True,
        help_text=_("Stands beside its lessons. Leave it empty if nobody should know the name."),
    )  # fmt: skip
    collection = models.OneToOneField(Collection, models.PROTECT, editable=False, related_name="+")
    is_active = models.BooleanField(
        _("works with us"), default=True,
        help_text=_(
            "Otherwise it is at rest: its people cannot enter the CMS until it works with us "
            "again. Its published lessons stay for everybody."
        ),
    )  # fmt: skip

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        texts.refuse_turning_marks(self)

    def group(self, role: Role, language: str = "") -> Group:
        """The people who have this role.  Raises ValueError for a language where none belongs, or
        for none where one does; RoleGroup.DoesNotExist before `renew_groups`."""
        if (role == Role.LANGUAGE_REVIEWER) != bool(language):
            message = f"{role} and language {language!r}"
            raise ValueError(message)
        return self.role_groups.get(role=role, language=language).group

    def has_role(self, user: "User", role: Role) -> bool:
        return self.role_groups.filter(role=role, group__user=user).exists()

    def posts_without_people(self) -> list["RoleGroup"]:
        """The roles that nobody has who can log in."""
        held = self.role_groups.filter(group__user__is_active=True)
        return list(self.role_groups.exclude(pk__in=held.values("pk")).order_by("pk"))


class RoleGroup(models.Model):
    """The group of all who have one role in one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="role_groups")
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    group = models.OneToOneField(Group, models.CASCADE, related_name="role_group")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role", "language"], name="one_group_for_each_role"
            ),
            models.CheckConstraint(
                condition=Q(role="language_reviewer") ^ Q(language=""),
                name="language_reviewers_alone_have_a_language",
            ),
        ]

    def __str__(self) -> str:
        return self.group.name

    @property
    def title(self) -> str:
        """As people read it: “language reviewer, Русский”."""
        role = str(self.get_role_display())
        return f"{role}, {self.get_language_display()}" if self.language else role


@transaction.atomic
def make(*, name: str, public_name: str = "") -> Organisation:
    """A new organisation with its collection and its groups, still without people and pages.

    Raises ValidationError when the name is taken.
    """
    organisation = Organisation(name=name, public_name=public_name)
    organisation.collection = Collection(name=name)
    organisation.full_clean(exclude=["collection"])
    root = Collection.get_first_root_node()
    if root is None:
        raise ValidationError(_("There is no place for pictures yet."))
    organisation.collection = root.add_child(instance=Collection(name=name))
    organisation.save()
    renew_groups(organisation)
    return organisation


@transaction.atomic
def renew_groups(organisation: Organisation) -> None:
    """Give every role its group, and every group exactly its rights, none where the organisation no
    longer works with us; safe to call again.  Who is in a group stays in it."""
    works = organisation.is_active
    for role, language in posts():
        group = _group(organisation, role, language)
        group.permissions.set(_site_permissions(role) if works else [])
        set_rights_on_files(group, organisation.collection, ON_FILES[role] if works else ())


def _group(organisation: Organisation, role: Role, language: str) -> Group:
    name = " · ".join(filter(None, [organisation.name, role.value, language]))
    found = RoleGroup.objects.filter(organisation=organisation, role=role, language=language)
    if held := found.select_related("group").first():
        held.group.name = name
        held.group.save(update_fields=["name"])
        return held.group
    group = Group.objects.create(name=name)
    RoleGroup.objects.create(organisation=organisation, role=role, language=language, group=group)
    return group


def _site_permissions(role: Role) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if role in TRANSLATING:
        wanted |= Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    return list(Permission.objects.filter(wanted))


def set_rights_on_files(group: Group, collection: Collection, names: tuple[str, ...]) -> None:
    """Exactly these rights, on this collection and on no other."""
    permissions = Permission.objects.filter(
        Q(content_type__app_label="wagtailimages") | Q(content_type__app_label="wagtailmedia"),
        codename__in=names,
    )
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=collection, permission__in=permissions).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
