"""The page that shows the album."""

from pathlib import Path

from tests.pictures.album import SIZES

HEAD = """# Every screen

At 320 × 568, 800 × 1280 and 1920 × 1080, in Kyrgyz and Russian; the larger ones are kept
smaller than they were.  Taken by `python3 run.py pictures`.
"""


def write(folder: Path) -> None:
    """README.md of the album, from the pictures that lie there."""
    names = sorted({path.stem.rsplit("-", 2)[0] for path in folder.glob("*.webp")})
    lines = [HEAD]
    for name in names:
        lines += [f"## {name}", "", "| | " + " | ".join(SIZES) + " |", "|---" * 4 + "|"]
        lines += [_row(folder, name, language) for language in ("ky", "ru")]
        lines.append("")
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text("\n".join(lines), "utf-8")


def _row(folder: Path, name: str, language: str) -> str:
    cells = [f"![{name}]({name}-{language}-{size}.webp)" for size in SIZES]
    return f"| {language} | " + " | ".join(cells) + " |"
