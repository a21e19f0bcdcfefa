"""Organisations with one person for each role, for tests."""

from dataclasses import dataclass

from cms.models import Organisation, User
from cms.organisations import Role, posts
from curriculum import organising


@dataclass(frozen=True)
class World:
    """`people`: by role; reviewers of language by theirs too, as in "language_reviewer-ru"."""

    organisation: Organisation
    people: dict[str, User]

    @property
    def author(self) -> User:
        return self.people[Role.AUTHOR]


def make_world(name: str, public_name: str = "") -> World:
    organisation = organising.make(name=name, public_name=public_name)
    people = {}
    for role, language in posts():
        key = "-".join(filter(None, [role.value, language]))
        # No test logs in by a password here, and hashing one for each takes long.
        people[key] = User.objects.create(
            username=f"{key}-of-{name}".lower().replace(" ", "-"),
            first_name="Жаркынай",
            last_name="Сыдыкова",
            email=f"{key}@secret.example",
        )
        people[key].groups.add(organisation.group(role, language))
    return World(organisation, people)
