"""A pack on the disk, opened by what this installation trusts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curriculum.models import Signer
from curriculum.packs import reading
from curriculum.packs.reading import Pack


@contextmanager
def opened(path: Path) -> Iterator[tuple[Pack, Signer]]:
    """The pack, checked, and who signed it; open until the end of the block.

    Raises Refused, and OSError when the file cannot be read.
    """
    trusted = {each.key: each for each in Signer.objects.trusted()}
    revoked = set(Signer.objects.revoked().values_list("key", flat=True))
    with path.open("rb") as file:
        pack = reading.read(file, trusted=set(trusted), revoked=revoked)
        with pack.file:
            yield pack, trusted[pack.manifest.signer]
