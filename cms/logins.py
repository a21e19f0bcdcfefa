"""First passwords."""

import secrets

# Syllables that read the same aloud in all three languages; no letter looks like another.
_CONSONANTS = "bdfgkmnprstz"
_VOWELS = "aeiou"


def new_password() -> str:
    """Readable aloud, 19 characters, 47 bits: "kuta-meno-rivu-sabi"."""
    word = _CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS
    return "-".join("".join(map(secrets.choice, word)) for _ in range(4))
