"""An organisation's part of the tree of pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import BasePage, Organisation, User
from curriculum.review import Permissions


class FixedPartTester(Permissions):
    """Of the pages that make up an organisation's part: lessons are written below them, and the
    pages themselves stay as `curriculum.organising` made them."""

    def can_edit(self) -> bool:
        return bool(self.user.is_superuser and super().can_edit())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(self.user.is_superuser and super().can_delete(ignore_bulk))

    def can_publish(self) -> bool:
        return bool(self.user.is_superuser and super().can_publish())

    def can_unpublish(self) -> bool:
        return bool(self.user.is_superuser and super().can_unpublish())

    def can_move(self) -> bool:
        return bool(self.user.is_superuser and super().can_move())

    def can_lock(self) -> bool:
        return bool(self.user.is_superuser and super().can_lock())

    def can_set_view_restrictions(self) -> bool:
        return bool(self.user.is_superuser and super().can_set_view_restrictions())


class OrganisationPage(BasePage):
    """The top of an organisation's part, once in each language.

    It is never published, so its title, the name in the CMS, is read there alone; its slug is
    drawn.  Visitors find its lessons by topic, age and search like all others.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    parent_page_types = ["curriculum.HomePage"]
    subpage_types = ["curriculum.TopicPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("organisation's part")
        verbose_name_plural = _("organisations' parts")

    def permissions_for_user(self, user: User) -> Permissions:
        return FixedPartTester(user, self)
