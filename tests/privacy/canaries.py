"""Looking for what must not be there: every byte that the server keeps or writes."""

from pathlib import Path

from tests.server import Server


def everything(server: Server) -> dict[str, bytes]:
    """Every file below the data folder but those collected from the project, the temporary folder
    and the server's whole output: what its name is, its bytes with its name in front."""
    folders = [server.data, Path(server.more["TMPDIR"])]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    own = [path for path in files if server.data / "static" not in path.parents]
    root = server.data.parent
    return {str(p.relative_to(root)): p.name.encode() + b"\0" + read(p) for p in [*own, server.log]}


def read(path: Path) -> bytes:
    """A file may go between the listing and the reading: then there is nothing in it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def where(files: dict[str, bytes], canary: bytes) -> list[str]:
    """The names of the files that hold it."""
    return sorted(name for name, content in files.items() if canary in content)
