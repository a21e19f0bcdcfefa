"""Most schools have no internet: the CMS leads nowhere outside, neither by a link nor in the data
of its menus."""

import re

import pytest
from django.urls import reverse

ADDRESS = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
# Names of vocabularies, which nothing asks for; and the site itself.
NAMES = {"www.w3.org", "example.com"}
PAGES = ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "packs"]
# What a browser without scripts is told by Wagtail, which needs them.
NOSCRIPT = re.compile(r"<noscript.*?</noscript>", re.DOTALL)


def outside(reply):
    text = NOSCRIPT.sub("", reply.content.decode()).replace("\\/", "/")
    return set(ADDRESS.findall(text)) - NAMES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_cms_leads_nowhere_outside(trainer, name):
    reply = trainer.get(reverse(name))

    assert reply.status_code == 200
    assert outside(reply) == set()
