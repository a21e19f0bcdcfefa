"""Finding a lesson by its public words.

The index is Wagtail's; it holds the title and `LessonPage.public_words` and nothing else of a
lesson.  SQLite's FTS5 folds the case of ң, ө and ү rightly, `icontains` does not.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wagtail.search.query import And, PlainText

from cms import collation

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage
    from curriculum.models.lesson_queries import LessonQuerySet

# What is typed beyond this is not looked for.
LONGEST_QUERY = 100
# Signs that mean something to the database's query language never reach it.
_WORD = re.compile(r"[^\W_]+")


def folded(texts: Iterable[str]) -> str:
    """The texts as they are indexed and asked for: ё as е, which is how most people type it."""
    text = unicodedata.normalize("NFC", " ".join(texts))
    return text.replace("ё", "е").replace("Ё", "Е")


def find(lessons: "LessonQuerySet", typed: str) -> "list[LessonPage]":
    """Those of the lessons that hold every word of `typed`, or its beginning.

    In the order of Kyrgyz letters, those with it in their title first.  All of them where nothing
    was typed, none where no letter or digit was.
    """
    words = _WORD.findall(folded([typed[:LONGEST_QUERY]]))
    if words:
        all_words = And([PlainText(word) for word in words])
        found = lessons.autocomplete(all_words, order_by_relevance=False)
    else:
        found = lessons.none() if typed.strip() else lessons

    def order(lesson: "LessonPage") -> tuple[bool, tuple[str, str]]:
        title = folded([lesson.title]).casefold()
        is_in_title = all(word.casefold() in title for word in words)
        return not is_in_title, collation.key(lesson.title)

    return sorted(found, key=order)
