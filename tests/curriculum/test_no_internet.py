"""Most schools have no internet: the CMS leads nowhere outside, neither by a link nor in the data
of its menus."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow

from curriculum.models import HelpService
from tests.rights import picture
from tests.sounds import recording

HOST = r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
ADDRESS = re.compile(HOST, re.IGNORECASE)
# What leads or fetches; a form also holds addresses that somebody typed.
LEADING = re.compile(rf"(?:href|src|srcset|action|poster)\s*=\s*[\"']?\s*{HOST}", re.IGNORECASE)
# Names of vocabularies, which nothing asks for; and the site itself.
NAMES = {"www.w3.org", "example.com"}
PAGES = ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "packs"]
ADMIN_PAGES = [
    "wagtailusers_users:index", "wagtailusers_groups:index", "wagtailusers_groups:add",
    "wagtailadmin_workflows:index", "wagtailadmin_workflows:task_index",
]  # fmt: skip
# What a browser without scripts is told by Wagtail, which needs them.
NOSCRIPT = re.compile(r"<noscript.*?</noscript>", re.DOTALL)


def outside(reply, addresses=ADDRESS):
    text = NOSCRIPT.sub("", reply.content.decode()).replace("\\/", "/").replace('\\"', '"')
    return set(addresses.findall(unescape(unescape(text)))) - NAMES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_cms_leads_nowhere_outside(trainer, name):
    reply = trainer.get(reverse(name))

    assert reply.status_code == 200
    assert outside(reply) == set()


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_nor_does_one_that_only_the_administrator_sees(admin_client, name):
    reply = admin_client.get(reverse(name))

    assert reply.status_code == 200
    assert outside(reply) == set()


def test_no_form_leads_outside_or_fetches_from_there(
    admin_client, admin_user, lesson, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    forms = [
        reverse("wagtailadmin_pages:edit", args=[lesson(language="ky").pk]),
        reverse("wagtailadmin_pages:edit", args=[lesson(language="ru").pk]),
        reverse("wagtailimages:edit", args=[picture().pk]),
        reverse("wagtailmedia:edit", args=[recording("айгүл").pk]),
        reverse("wagtailusers_users:edit", args=[admin_user.pk]),
        reverse("wagtailusers_groups:edit", args=[Group.objects.all()[0].pk]),
        reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.all()[0].pk]),
        reverse(
            "wagtailsnippets_curriculum_helpservice:edit",
            args=[HelpService.objects.all()[0].pk],
        ),
    ]
    replies = {form: admin_client.get(form) for form in forms}

    assert {reply.status_code for reply in replies.values()} == {200}
    found = {form: outside(reply, LEADING) for form, reply in replies.items()}
    assert found == dict.fromkeys(forms, set())


def test_a_link_in_a_form_would_be_found():
    text = r"<a href=\"https:\/\/guide.wagtail.org\/x\">, &lt;img src=&quot;//a.example.org/b.png"
    typed = '<input value="https://cbd.minjust.gov.kg/1">'

    class Reply:
        content = (text + typed).encode()

    assert outside(Reply, LEADING) == {"guide.wagtail.org", "a.example.org"}
