"""What board and desk say when the router has given this computer a new address in a quiz."""

from dataclasses import dataclass
from zlib import crc32

from django.utils.safestring import SafeString

from cms import addresses
from quizzes.models import Run


@dataclass(frozen=True)
class Move:
    """`urls`: where tablets find this computer now, the new ones first; `back` of `seats` have come
    there."""

    urls: tuple[str, ...]
    back: int
    seats: int

    @property
    def qr(self) -> SafeString:
        """The first address as a picture."""
        return addresses.qr_svg(self.urls[0])


def mark(move: Move | None) -> str:
    """Changes whenever tablets find this computer elsewhere, or all have found it again."""
    urls = " ".join(addresses.tablet_urls())
    return f"{crc32(urls.encode()):x}{'m' if move else ''}"


def of(run: Run) -> Move | None:
    """None where all tablets still find this computer, or all have found it again."""
    present = addresses.tablet_urls()
    away = run.seats_away(present)
    if not away:
        return None
    urls = sorted(present, key=lambda url: url in run.addresses)
    seats = run.seats_given
    return Move(tuple(urls), seats - len(away), seats)
