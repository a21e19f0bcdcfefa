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


def again(world: World) -> World:
    """The same, as it is in the database now: for a test that gets a world made for its module."""
    found = User.objects.in_bulk([one.pk for one in world.people.values()])
    people = {key: found[one.pk] for key, one in world.people.items()}
    return World(Organisation.objects.get(pk=world.organisation.pk), people)


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
