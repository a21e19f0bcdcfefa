"""The demonstration school and organisation: one person of each role, two classes, nothing real."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from classrooms import actions
from classrooms.models import Classroom, FeltPiece, Membership, Place
from classrooms.season import season_on
from classrooms.states import PlaceKind, Role
from cms.logins import new_password
from cms.models import User
from cms.organisations import Role as OrganisationRole
from curriculum import organising
from curriculum.roles import make_trainer_group

# The chain of places, widest first.  All but the country is invented.
PLACES = (
    (PlaceKind.COUNTRY, "Кыргызстан"),
    (PlaceKind.REGION, "Үлгү облусу"),
    (PlaceKind.DISTRICT, "Үлгү району"),
    (PlaceKind.SCHOOL, "«Бирге» үлгү мектеби"),
)
# (name, grade, pupils): one class with bands of questions, one too small for them.
CLASSES = (("8-А", 8, 24), ("8-Б", 8, 9))
# Invented people: (given name, family name) by role.
PEOPLE = {
    "teacher": ("Айнура", "Осмонова"),
    "coordinator": ("Бакыт", "Садыков"),
    "trainer": ("Нурзат", "Алиева"),
    "admin": ("Темир", "Жумабеков"),
    "author": ("Гүлнур", "Касымова"),
    "language": ("Мирлан", "Токтосунов"),
    "protection": ("Салтанат", "Бейшеева"),
    "publisher": ("Эрмек", "Исаков"),
}
# What each does in the demonstration organisation, so that a newcomer can try the review.
ORGANISATION = "«Үлгү» уюму"
POSTS = {
    "author": [(OrganisationRole.AUTHOR, "")],
    "language": [(OrganisationRole.LANGUAGE_REVIEWER, code) for code, _name in settings.LANGUAGES],
    "protection": [(OrganisationRole.PROTECTION_REVIEWER, "")],
    "publisher": [(OrganisationRole.PUBLISHER, ""), (OrganisationRole.ADMIN, "")],
}


@dataclass(frozen=True)
class Login:
    """A first login.  `url`: where this person logs in, on this site."""

    role: str
    username: str
    password: str
    url: str


@transaction.atomic
def make_school(logins_file: Path) -> list[Login]:
    """People, places and classes, and the file of first logins; nothing if a user exists."""
    if User.objects.exists():
        return []
    logins = [
        Login("teacher", "teacher", new_password(), "/login/"),
        Login("coordinator", "coordinator", new_password(), "/login/"),
        Login("trainer", "trainer", new_password(), "/cms/"),
        Login("admin", "admin", new_password(), "/cms/"),
        *(Login(role, role, new_password(), "/cms/") for role in POSTS),
    ]
    people = {login.role: _user(login) for login in logins}
    people["trainer"].groups.add(make_trainer_group())
    _open_organisation(people)
    _open_classes(_school(), people["teacher"], people["coordinator"])
    _keep(logins, logins_file)
    return logins


def _open_organisation(people: dict[str, User]) -> None:
    organisation = organising.make(name=ORGANISATION)
    for role, posts in POSTS.items():
        people[role].groups.add(*(organisation.group(*post) for post in posts))


def _user(login: Login) -> User:
    given, family = PEOPLE[login.role]
    is_admin = login.role == "admin"
    create = User.objects.create_superuser if is_admin else User.objects.create_user
    return create(login.username, password=login.password, first_name=given, last_name=family)


def _school() -> Place:
    place = None
    for kind, name in PLACES:
        place = Place.objects.create(kind=kind, name=name, parent=place)
    assert place is not None  # noqa: S101  # the chain above is not empty
    return place


def _open_classes(school: Place, teacher: User, coordinator: User) -> None:
    Membership.objects.create(user=teacher, place=school, role=Role.TEACHER)
    Membership.objects.create(user=coordinator, place=school, role=Role.COORDINATOR)
    for name, grade, size in CLASSES:
        opened = actions.open_classroom(
            school=school, name=name, grade=grade, size=size, teacher=teacher,
            opened_by=coordinator,
        )  # fmt: skip
        if size == CLASSES[0][2]:
            _lay_felt(opened, timezone.localdate())


def _lay_felt(classroom: Classroom, today: date) -> None:
    """In the 16 Days the class has done those before today, so that its felt can be seen."""
    season = season_on(today)
    now = season.day_on(today) if season else None
    if season is None or now is None:
        return
    FeltPiece.objects.bulk_create(
        FeltPiece(classroom=classroom, year=season.year, day=day, done_on=season.date_of(day))
        for day in range(1, now)
    )


def _keep(logins: list[Login], path: Path) -> None:
    """Written for its owner alone, and on the disk before the users are."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(handle, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([asdict(login) for login in logins], file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
