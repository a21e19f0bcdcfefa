"""The page that shows the album."""

from pathlib import Path

from tests.pictures.album import KEPT

HEAD = """# Every screen

At 320 × 568, 800 × 1280 and 1920 × 1080, and as paper of A4, in Kyrgyz and Russian; the larger ones
are kept smaller than they were.  Names with `cms-` are of the trainers' rooms.  Taken by
`python3 run.py pictures`.
"""


def write(folder: Path) -> None:
    """README.md of the album, from the pictures that lie there."""
    names = sorted({path.stem.rsplit("-", 2)[0] for path in folder.glob("*.webp")})
    lines = [HEAD]
    for name in names:
        sizes = [size for size in KEPT if (folder / f"{name}-ky-{size}.webp").exists()]
        lines += [f"## {name}", "", "| | " + " | ".join(sizes) + " |"]
        lines += ["|---" * (len(sizes) + 1) + "|"]
        lines += [_row(name, language, sizes) for language in ("ky", "ru")]
        lines.append("")
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text("\n".join(lines), "utf-8")


def _row(name: str, language: str, sizes: list[str]) -> str:
    cells = [f"![{name}]({name}-{language}-{size}.webp)" for size in sizes]
    return f"| {language} | " + " | ".join(cells) + " |"
