"""What is in the album, room by room, one scene after the other on one server."""

from collections.abc import Callable

from tests.pictures.album import Album
from tests.pictures.scenes import (
    around,
    carrying,
    hour,
    logins,
    printing,
    reviewing,
    troubles,
    writing,
)

PUBLIC = ("home", "topic", "lesson", "search", "not-found", "help", "privacy", "16-days", "exit",
          "login")  # fmt: skip
# Each with what the names of its pictures begin with.
SCENES: tuple[tuple[Callable[[Album], None], tuple[str, ...]], ...] = (
    (around.public, PUBLIC),
    (around.before_a_lesson, ("teach-home", "class", "start", "prepare", "check")),
    (around.campaign, ("campaign",)),
    (printing.on_paper, ("print",)),
    (hour.one_each, ("board", "desk", "today", "tablet", "replace")),
    (hour.passing_on, ("passing", "whole", "groups")),
    (hour.other_plans, ("each", "few")),
    (hour.without_tablets, ("hands", "cards")),
    (hour.two_rounds, ("rounds",)),
    (hour.beside_the_lesson, ("aside", "story", "board-dark")),
    (troubles.in_a_lesson, ("trouble", "tablet-help", "replace-code")),
    (hour.new_address, ("moved",)),
    # From here on there is more in the data folder (staged.py).
    (writing.house, ("cms-house", "cms-account")),
    (logins.first_logins, ("cms-password", "cms-people", "cms-organisation", "password")),
    (writing.lesson, ("cms-lesson",)),
    (writing.wording, ("cms-wording",)),
    (reviewing.review, ("cms-review",)),
    (reviewing.translation, ("cms-translation",)),
    (carrying.questions, ("cms-questions",)),
    (carrying.packs, ("cms-pack",)),
    # Packs would not take files of children, nor any whose consent has ended.
    (writing.pictures, ("cms-rights", "cms-picture", "cms-recording", "consent-ended")),
    (carrying.results, ("results", "figures")),
)


def everything(album: Album) -> None:
    """All scenes that hold a wanted picture."""
    for scene, names in SCENES:
        if album.may_want(names):
            scene(album)
