"""The people of a review, each at a browser of their own, and what they press."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from curriculum import review, roles
from curriculum.models import HomePage
from curriculum.states import ReviewStep
from tests.privacy.lessons import publish_several, said, send

STEPS = tuple(ReviewStep)


@dataclass
class Person:
    """Somebody logged in to the CMS."""

    client: Client
    user: object

    def edit(self, page, action="action-save"):
        """Save the page as it is in memory."""
        return send(self.client, page, action)

    def submit(self, page):
        return self.edit(page, "action-submit")

    def act(self, page, action="approve", comment="", **headers):
        """Approve or reject what the page is waiting for, by its address."""
        state = latest_state(page)
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        return self.client.post(url, {"comment": comment}, headers=headers, follow=True)

    def publish_several(self, *pages):
        return publish_several(self.client, *pages)

    def get(self, name, *args, **query):
        return self.client.get(reverse(name, args=args), query)

    def told(self):
        """What the CMS tells on the next page."""
        return said(self.client.get(reverse("wagtailadmin_home")))


def latest_state(page):
    return page.workflow_states.latest("created_at").task_states.latest("started_at", "pk")


def step_of(page):
    """The step that the page waits for; None when it waits for none."""
    task = page.current_workflow_task
    return task.step if task else None


def person(name, *groups):
    user = get_user_model().objects.create_user(name, password="a long pass phrase")
    user.groups.add(*groups)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Person(client, user)


def author(name="asel"):
    return person(name, Group.objects.get(name=roles.AUTHORS))


def reviewer(name, *steps, language="ky"):
    home = HomePage.objects.get(locale__language_code=language)
    groups = [one for step in steps for one in review.groups_of(home, step, language)]
    return person(name, *groups)


def reviewers(language="ky"):
    """One for each step, in order."""
    return [reviewer(f"{step}-{language}", step, language=language) for step in STEPS]
