"""What a page says, apart from what is another on every page anyway.

Tokens, ids and codes are drawn anew for each page or run and say nothing of an answer; everything
else that differs between two plays may speak.
"""

import hashlib
import re

_DRAWN = (
    (re.compile(r'(name="(?:csrfmiddlewaretoken|asked)" value=)"[^"]+"'), r'\1"…"'),
    (re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "…"),
    (re.compile(r'(join-code__digits">).*?</strong>', re.DOTALL), r"\1…"),
    (re.compile(r"every \d+ms"), "every …"),
    # The minutes of the lesson that are gone, in words and in what the desk asks for.
    (re.compile(r"(seen=\d+-\d+-\w+)-\d+-\d+"), r"\1"),
    (re.compile(r'(desk-counts__time">).*?</p>(?:\s*<p>[^<]*</p>)*', re.DOTALL), r"\1…"),
)


def normal(page: str, class_name: str = "") -> str:
    """The page without them."""
    for pattern, put in _DRAWN:
        page = pattern.sub(put, page)
    return page.replace(class_name, "…") if class_name else page


def digest(text: str) -> str:
    """A short name for a text, equal for equal texts."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def parts(page: str, prompts: dict[str, str]) -> dict[str, str]:
    """The page cut where a question's prompt (name → prompt) begins: what stands there of each,
    and under "" what stands before them all."""
    places = sorted(
        (match.start(), name)
        for name, prompt in prompts.items()
        for match in re.finditer(re.escape(prompt), page)
    )
    if not places:
        return {"": page}
    found = {"": page[: places[0][0]]}
    ends = [start for start, _ in places[1:]] + [len(page)]
    for (start, name), end in zip(places, ends, strict=True):
        found[name] = found.get(name, "") + page[start:end]
    return found
