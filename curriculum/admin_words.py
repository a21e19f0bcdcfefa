"""Which words of the CMS's own admin a trainer meets in a language that have no translation yet.

Found by walking through the admin as a trainer does, with an ear behind the catalogue: what the
catalogue lacks is asked of the ear.  For maintainers (`manage admin_words`) and a test.
"""

import gettext
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import trans_real

from curriculum.models import LessonPage
from curriculum.roles import SNIPPETS

# Addresses in links, and in what scripts are given.
ADDRESS = re.compile(rf'"({settings.CMS_PREFIX}[^"#\s<>]*)')
# What is of no use to read, or would end the walk.
PASSED_BY = {"wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_failwhale"}
ENGLISH = re.compile("[A-Za-z]{2}")


class Ear(gettext.NullTranslations):
    """Stands behind a catalogue; `missed` counts what was asked of it: (one, many), `many` empty
    for a message without a plural."""

    def __init__(self) -> None:
        super().__init__()
        self.missed: Counter[tuple[str, str]] = Counter()

    def gettext(self, message: str) -> str:
        self._hear(message, "")
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._hear(msgid1, msgid2)
        return super().ngettext(msgid1, msgid2, n)

    def _hear(self, one: str, many: str) -> None:
        if ENGLISH.search(one):
            self.missed[one, many] += 1


def listen(language: str) -> Ear:
    """An ear behind the catalogue of a language, for as long as this process lives."""
    ear = Ear()
    trans_real.translation(language).add_fallback(ear)
    return ear


def walk(client: Client) -> list[str]:
    """Reads one page of each kind that a trainer comes to from `beginnings`; the addresses read.

    Only reads: no form is sent but an empty one, which is refused.
    """
    read: list[str] = []
    kinds: set[str] = set()
    first = list(beginnings())
    waiting = deque(first)
    while waiting:
        address = waiting.popleft()
        kind = _kind_of(address)
        if kind in PASSED_BY or (kind in kinds and address not in first) or address in read:
            continue
        kinds.add(kind)
        read.append(address)
        reply = client.get(address)
        if not reply.streaming and reply["Content-Type"].startswith("text/html"):
            waiting.extend(_addresses_in(reply.content.decode()))
    return read


def beginnings() -> Iterator[str]:
    """Where the walk begins: pages that no link of another leads to in each of their forms."""
    yield reverse("wagtailadmin_home")
    lesson = LessonPage.objects.published_lessons()[0]
    for page in lesson.get_translations(inclusive=True):
        yield reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    yield reverse(
        "wagtailadmin_pages:add", args=["curriculum", "lessonpage", lesson.get_parent().pk]
    )
    yield from _of_pages(lesson)
    yield from _of_snippets()
    yield from map(reverse, ("wagtailadmin_choose_page", "wagtailadmin_javascript_catalog"))


def _of_pages(lesson: LessonPage) -> Iterator[str]:
    of_page = ("history", "workflow_history", "move", "copy", "unpublish", "delete", "usage")
    yield from (reverse(f"wagtailadmin_pages:{name}", args=[lesson.pk]) for name in of_page)
    yield reverse("wagtail_localize:submit_page_translation", args=[lesson.pk])
    yield f"{reverse('wagtailadmin_pages:search')}?q=a"


def _of_snippets() -> Iterator[str]:
    for model in SNIPPETS:
        name = f"wagtailsnippets_curriculum_{model._meta.model_name}"
        yield reverse(f"{name}:list")
        yield reverse(f"{name}:add")
        for one in model._default_manager.all()[:1]:
            yield from (reverse(f"{name}:{act}", args=[one.pk]) for act in ("edit", "history"))


def _kind_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


def _addresses_in(page: str) -> Iterable[str]:
    return ADDRESS.findall(unescape(page))
