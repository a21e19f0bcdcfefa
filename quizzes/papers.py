"""A seat's paper: sealed by the server, kept by the tablet, opened only to be counted again.

A paper holds the seat's number and, for each question of the run, whether it was submitted and
one yes/no bit; never the option.  Its length is the same for all, so that nothing can be told
from its size.  It is sealed with AES-256-GCM under the run's own key; the run's id is bound in,
so a paper of another run does not open.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

QUESTIONS_MAX = 24
SEATS_PER_TABLET = 8
# A turn is one byte of a paper.
TURNS_MAX = 255
# Of all papers of one tablet as it sends them: browsers drop silently what is over 4 KB.
TABLET_BYTES_MAX = 1000

_NONCE = 12
_BITS = QUESTIONS_MAX // 8
_PLAIN = 2 + 2 * _BITS
# Characters of a sealed paper: nonce, plain text and a tag of 16 bytes, in base64.
SEALED_LENGTH = (_NONCE + _PLAIN + 16) // 3 * 4


def cookie_name(slot: int) -> str:
    """Under which a tablet keeps the paper in that slot."""
    return f"p{slot}"


# Of every slot, in order.
COOKIES = tuple(map(cookie_name, range(SEATS_PER_TABLET)))


def tablet_bytes() -> int:
    """How much of a request's header the papers of a full tablet take."""
    return sum(len(f"{cookie_name(slot)}=; ") + SEALED_LENGTH for slot in range(SEATS_PER_TABLET))


class ForeignPaper(Exception):
    """What was brought is no paper of this run: damaged, made up, or of another run."""


@dataclass(frozen=True)
class Paper:
    """`seat` 0-based; `turn` tells a replaced tablet's paper from the new one's; bit i of
    `submitted` and `yes` belongs to question i of the run."""

    seat: int
    turn: int = 0
    submitted: int = 0
    yes: int = 0

    def has(self, index: int) -> bool:
        """Whether question `index` was submitted."""
        return bool(self.submitted >> index & 1)

    def says_yes(self, index: int) -> bool:
        """The bit of question `index`; only for counting again."""
        return bool(self.yes >> index & 1)

    def with_answer(self, index: int, yes: bool) -> "Paper":
        """This paper with question `index` submitted; an answer already there stays."""
        if self.has(index):
            return self
        bit = 1 << index
        return replace(self, submitted=self.submitted | bit, yes=self.yes | (bit if yes else 0))

    def keeping(self, indexes: Collection[int]) -> "Paper":
        """This paper with the bit of every question but those at `indexes` blanked: what is
        released, or was never counted, must not travel on."""
        return replace(self, yes=self.yes & sum(1 << index for index in set(indexes)))


def seal(paper: Paper, *, key: bytes, run_id: UUID) -> str:
    """The paper as `SEALED_LENGTH` characters that only this run's key opens."""
    plain = (
        bytes((paper.seat, paper.turn))
        + paper.submitted.to_bytes(_BITS, "big")
        + paper.yes.to_bytes(_BITS, "big")
    )
    nonce = os.urandom(_NONCE)
    return urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, plain, run_id.bytes)).decode()


def unseal(sealed: str, *, key: bytes, run_id: UUID) -> Paper:
    """The paper in `sealed`.  Raises ForeignPaper for anything that this run did not seal."""
    if len(sealed) != SEALED_LENGTH:
        raise ForeignPaper
    try:
        raw = urlsafe_b64decode(sealed)
        plain = AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], run_id.bytes)
    except (Base64Error, ValueError, InvalidTag) as error:
        raise ForeignPaper from error
    return Paper(
        seat=plain[0],
        turn=plain[1],
        submitted=int.from_bytes(plain[2 : 2 + _BITS], "big"),
        yes=int.from_bytes(plain[2 + _BITS :], "big"),
    )
