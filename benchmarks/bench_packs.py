"""How long a large pack takes to come in, and how much memory.

    python3 run.py bench packs [--lessons N] [--pictures N] [--json]

The pack is made here, from the starter's lessons with new addresses and ids and from pictures with
noise in them (which is what pictures weigh).  It is brought in by the real command, in a process of
its own, into a new data folder.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks import process

# Issue 6: a pack of 40 lessons with 200 pictures in a minute, within 300 MB.
LESSONS, PICTURES = 40, 200
MOST_SECONDS, MOST_MB = 60.0, 300.0
RIGHTS = {"author": "Birge", "source": "drawn here", "licence": "own", "depicted": "nobody"}
WIDTH, HEIGHT = 1200, 800


def measure(lessons: int, pictures: int, prepared: Path | None) -> dict[str, Any]:
    """Seconds and megabytes of one import."""
    with tempfile.TemporaryDirectory(prefix="birge-packs-") as folder:
        data, file = Path(folder) / "data", Path(folder) / "large.birge"
        if prepared:
            shutil.copytree(prepared, data)
        else:
            process.prepare(data)
        os.environ.update(process.environment(data, 0))
        import django

        django.setup()
        _write(file, lessons, pictures)
        begun = time.monotonic()
        said, peak, cpu = _bring_in(data, file)
        seconds = time.monotonic() - begun
        done = json.loads(said)
        return {
            "lessons": sum(each["change"] == "new" for each in done["lessons"]),
            "pictures": pictures,
            "pack_mb": round(file.stat().st_size / 1024**2, 1),
            "seconds": round(seconds, 1),
            "cpu_seconds": round(cpu, 1),
            "peak_mb": round(peak),
        }


def is_within(found: dict[str, Any], lessons: int) -> bool:
    """Whether all of them came in, in no more time and memory than a whole large pack may take."""
    is_all = found["lessons"] == lessons
    return is_all and found["seconds"] <= MOST_SECONDS and found["peak_mb"] <= MOST_MB


def _bring_in(data: Path, file: Path) -> tuple[bytes, float, float]:
    """What the command says, the most memory of its process, in MB, and its seconds on a processor,
    which others on the machine disturb less."""
    command = [sys.executable, "manage.py", "pack", "import", str(file), "--json"]
    child = subprocess.Popen(
        command, cwd=process.ROOT, env=process.environment(data, 0), stdout=subprocess.PIPE
    )
    with child.stdout as out:  # type: ignore[union-attr]  # it is a pipe
        said = out.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the pack was refused: {said.decode()}")
    return said, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def _write(file: Path, lessons: int, pictures: int) -> None:
    from datetime import date

    from curriculum.packs import building

    parts = building.Parts("Large")
    images = [_picture(number) for number in range(pictures)]
    names = [f"media/{hashlib.sha256(image).hexdigest()}.jpg" for image in images]
    for number in range(lessons):
        parts.add_lesson(_lesson(number, names[number::lessons]))
    for name, image in zip(names, images, strict=True):
        parts.entries[name] = lambda image=image: image  # type: ignore[misc]  # a default binds it
        parts.media[name] = {"title": "Noise", "rights": RIGHTS}
    parts.finish()
    with file.open("wb") as out:
        building.write(out, parts, version=1, made_on=date(2026, 11, 26))


def _picture(seed: int) -> bytes:
    from PIL import Image

    noise = random.Random(seed).randbytes(WIDTH // 8 * HEIGHT // 8 * 3)  # noqa: S311  # no secret
    small = Image.frombytes("RGB", (WIDTH // 8, HEIGHT // 8), noise)
    made = BytesIO()
    small.resize((WIDTH, HEIGHT)).save(made, "JPEG", quality=80)
    return made.getvalue()


def _lesson(number: int, pictures: list[str]) -> Any:
    """One of the starter's lessons as somebody else wrote it, with pictures on its options."""
    from curriculum import actions, files
    from curriculum.formats.streams import block_id
    from curriculum.packs.portable import Portable

    starter = list(files.read(actions.CONTENT).lessons.values())
    data = starter[number % len(starter)] | {"slug": f"lesson-{number:03}"}
    made = [
        block_id(data["slug"], question["id"], option["id"])
        for question in data["quiz"]["questions"]
        for option in question["options"]
    ]
    ids = {each: str(uuid.uuid5(uuid.NAMESPACE_OID, each)) for each in made}
    alt = {"ky": "Сүрөт", "ru": "Картинка", "en": "A picture"}
    media = {
        ids[block]: {"picture": name, "alt": alt}
        for block, name in zip(made, pictures, strict=False)
    }
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, data["slug"]))
    return Portable(key, data, ("ky", "ru", "en"), ids, media)


def main() -> int:
    """Exit code 1 when it takes longer or more than it may."""
    parser = argparse.ArgumentParser(prog="run.py bench packs", description=__doc__)
    parser.add_argument("--lessons", type=int, default=LESSONS)
    parser.add_argument("--pictures", type=int, default=PICTURES)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    parser.add_argument("--prepared", type=Path, help="a data folder to copy, else one is made")
    options = parser.parse_args()
    found = measure(options.lessons, options.pictures, options.prepared)
    for name, value in found.items():
        print(f"{name:12}{value:>10}")
    if options.json:
        print(json.dumps(found))
    return 0 if is_within(found, options.lessons) else 1


if __name__ == "__main__":
    sys.exit(main())
