"""The order in which people who read Kyrgyz look for a name.

Unicode's order puts ң, ө and ү after я, and ё after both; SQLite's own order also puts capital
letters before small ones.
"""

import unicodedata

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Collate

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
# In the private use area, so that digits, Latin and whatever else is written come before.
_PLACES = {ord(letter): 0xE000 + place for place, letter in enumerate(ALPHABET)}


def key(text: str) -> tuple[str, str]:
    """What to sort by: digits, Latin letters, then the Kyrgyz alphabet, capital or small alike.

    Texts that differ in capitals alone keep a fixed order, so two keys are equal only when the
    texts are.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return folded.translate(_PLACES), text


def compare(one: str, other: str) -> int:
    """Negative, zero or positive, as a database's collation is asked."""
    first, second = key(one), key(other)
    return (first > second) - (first < second)


def in_letter_order(field: str) -> Collate:
    """The field as `order_by` takes it: by the letters of the Kyrgyz alphabet.

    The collation's name is a setting: on SQLite it is `compare`, a server's database has its own.
    """
    return Collate(F(field), settings.BIRGE_COLLATION)
