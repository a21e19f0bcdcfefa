"""Places, people and classes; a lesson's states are reached by real actions instead."""

import factory

from classrooms.models import Classroom, Membership, Place
from classrooms.states import PlaceKind, Role
from cms.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"adult{n}")


class CountryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    kind = PlaceKind.COUNTRY
    name = factory.Sequence(lambda n: f"Country {n}")


class RegionFactory(CountryFactory):
    kind = PlaceKind.REGION
    name = factory.Sequence(lambda n: f"Region {n}")
    parent = factory.SubFactory(CountryFactory)


class DistrictFactory(CountryFactory):
    kind = PlaceKind.DISTRICT
    name = factory.Sequence(lambda n: f"District {n}")
    parent = factory.SubFactory(RegionFactory)


class SchoolFactory(CountryFactory):
    kind = PlaceKind.SCHOOL
    name = factory.Sequence(lambda n: f"School {n}")
    parent = factory.SubFactory(DistrictFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    place = factory.SubFactory(SchoolFactory)
    role = Role.TEACHER


class ClassroomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Classroom
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"8-{n}")
    grade = 8
    size = 24
    school_year = 2026

    @factory.post_generation
    def taught_by(self, create, extracted, **kwargs):
        if create and extracted:
            self.teachers.add(extracted)
