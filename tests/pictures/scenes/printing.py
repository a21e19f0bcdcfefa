"""What a teacher prints, as it comes out of the printer."""

from tests.pictures.album import Album
from tests.pictures.scenes import people


def on_paper(album: Album) -> None:
    """Plan, family sheet, cards and poster of one lesson."""
    one = people.teacher(album)
    one.open("/teach/")
    room = people.first(one.page, r"/teach/class/[^\"/]+/")
    one.open(room + "start/")
    lesson = people.first(one.page, r"/teach/class/[^\"/]+/prepare/[^\"/]+/")
    album.take_paper("print-plan", f"{lesson}plan/", one.client)
    album.take_paper("print-cards", f"{lesson}cards/", one.client)
    album.take_paper("print-poster", f"{lesson}poster/", one.client)
    family = f"/{album.language}/harassment/not-just-a-joke/family/"
    album.take_paper("print-family", family)
