"""Words of a template that an author must put others in the place of."""

import re

PLACEHOLDER = re.compile(r"\[\[|\]\]")


def placeholder(said: str) -> str:
    """The words, marked so that a lesson with them is never published."""
    return f"[[{said}]]"
