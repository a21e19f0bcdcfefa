"""Takes the album of docs/screens anew: `python3 run.py pictures [NAME …] [--whole FOLDER]`.

A NAME takes only the pictures whose names begin with it; `--whole` also keeps each picture as
large as it was, to look at.
"""

import argparse
import os
import tempfile
from pathlib import Path

from tests.pictures import index, scenes
from tests.pictures.album import Album, chromium
from tests.server import ROOT, Server, copy_of, manage

FOLDER = ROOT / "docs" / "screens"
LANGUAGES = ("ky", "ru")


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py pictures", description=__doc__)
    parser.add_argument("name", nargs="*")
    parser.add_argument("--whole", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="birge-pictures-") as place, chromium() as browser:
        made = Path(place) / "made"
        done = manage(made, "prepare")
        done.check_returncode()
        for language in LANGUAGES:
            server = Server(copy_of(made, Path(place) / language, static=os.link))
            server.start()
            album = Album(browser, server, language, FOLDER, options.whole, tuple(options.name))
            scenes.everything(album)
            server.stop()
    index.write(FOLDER)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
