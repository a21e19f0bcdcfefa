"""Who made a file that travels: Ed25519 signatures, and this installation's own key.

The own key lies in the data folder, 0600, and in no backup (docs/adr/0029): who has it can put
lessons into every school that trusts it.  A lost one is replaced by a new one.
"""

import hashlib
import os
import tempfile
import threading
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

KEY_NAME = "signing-key"
KEY_BYTES = 32
# A seal: the public key of who signed, and the signature.
SEAL_BYTES = KEY_BYTES + 64
_GROUPS, _DIGITS = 6, 5
# One process owns the data folder; of its threads one makes the key.
_making = threading.Lock()


class NotSealed(Exception):
    """The seal does not belong to these bytes: they were changed, or the seal was."""


def own_key() -> Ed25519PrivateKey:
    """This installation's key, made when it is first asked for.  Raises OSError and ValueError
    when the file cannot be read or is no key."""
    path = Path(settings.DATA_DIR) / KEY_NAME
    with _making:
        if not path.exists():
            _make(path)
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def _make(path: Path) -> None:
    """Whole or not at all: half a key would be taken for one."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it 0600
    with os.fdopen(handle, "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)


def name_of(key: Ed25519PrivateKey) -> str:
    """The public key as 64 hexadecimal digits: by it a signer is known everywhere."""
    return key.public_key().public_bytes_raw().hex()


def own_fingerprint() -> str:
    """What somebody here reads out to those who are asked to trust this computer."""
    return fingerprint(name_of(own_key()))


def seal(key: Ed25519PrivateKey, purpose: str, message: bytes) -> bytes:
    """SEAL_BYTES bytes for the message.  `purpose` keeps a seal of one kind of file from being put
    on another."""
    return key.public_key().public_bytes_raw() + key.sign(_bound(purpose, message))


def signer_of(made: bytes, purpose: str, message: bytes) -> str:
    """The name of the key that sealed just this message for this purpose.  Whether the key is to be
    trusted is another question.  Raises NotSealed."""
    if len(made) != SEAL_BYTES:
        raise NotSealed
    public, signature = made[:KEY_BYTES], made[KEY_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _bound(purpose, message))
    except (InvalidSignature, ValueError):
        raise NotSealed from None
    return public.hex()


def _bound(purpose: str, message: bytes) -> bytes:
    return purpose.encode() + b"\n" + message


def fingerprint(name: str) -> str:
    """A key's name in six groups of five digits, to be compared over the telephone in any language:
    98 bits of its digest."""
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(name)).digest(), "big")
    digits = f"{number % 10 ** (_GROUPS * _DIGITS):0{_GROUPS * _DIGITS}}"
    return " ".join(digits[i : i + _DIGITS] for i in range(0, len(digits), _DIGITS))
