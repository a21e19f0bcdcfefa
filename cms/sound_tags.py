"""What a recorder writes into a file beside the sound: names, places, dates, the device.

MP3 and WAV are put together anew from their sound.  In an M4A the boxes that hold such words are
emptied where they stand, because others count the bytes before them.  An OGG with words of its
own is refused: its pages are sealed with sums.
"""

from collections.abc import Callable, Iterator

_APE, _APE_FOOT = b"APETAGEX", 32
# Of a WAV: how the sound is written, and the sound.
_WAV_PARTS = (b"fmt ", b"fact", b"data")
_M4A_BOXES = (b"moov", b"trak", b"mdia", b"minf")
_M4A_DEPTH = 8
_M4A_WORDS = (b"udta", b"meta", b"uuid", b"Xtra")
# The program that wrote an OGG may name itself.
_OGG_HARMLESS = b"encoder="
_OGG_HEADS = (b"\x03vorbis", b"OpusTags")


class Broken(ValueError):
    """The file ends before it should."""


class Tagged(ValueError):
    """The file holds words that cannot be taken out."""


def without(kind: str, sound: bytes) -> bytes:
    """The bytes of a recording of this kind (`recordings.TYPES`) without anything but its sound.

    Raises Broken or Tagged.
    """
    return _WAYS[kind](sound)


def _mp3(sound: bytes) -> bytes:
    """Without ID3 before and behind, and without APE behind."""
    while sound[:3] == b"ID3" and len(sound) > 10:
        size = sum((byte & 127) << 7 * (3 - place) for place, byte in enumerate(sound[6:10]))
        has_footer = sound[5] & 0x10
        sound = sound[10 + size + (10 if has_footer else 0) :]
    if sound[-128:-125] == b"TAG":
        sound = sound[:-128]
    return sound[: _ape(sound)]


def _ape(sound: bytes) -> int:
    """Where the APE words of an MP3 begin; its length without any."""
    place = sound.find(_APE)
    if place == -1:
        return len(sound)
    size = int.from_bytes(sound[place + 12 : place + 16], "little")
    is_foot = place + _APE_FOOT == len(sound)
    return max(0, len(sound) - size) if is_foot else place


def _wav(sound: bytes) -> bytes:
    parts = [sound[at - 8 : end] for name, at, end in _chunks(sound) if name in _WAV_PARTS]
    body = b"WAVE" + b"".join(part + b"\0" * (len(part) % 2) for part in parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunks(sound: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Of a WAV: each part's name, and where its bytes begin and end."""
    place = 12
    while place + 8 <= len(sound):
        begins = place + 8
        ends = begins + int.from_bytes(sound[place + 4 : begins], "little")
        if ends > len(sound):
            raise Broken
        yield sound[place : place + 4], begins, ends
        place = ends + ends % 2


def _m4a(sound: bytes) -> bytes:
    emptied = bytearray(sound)
    _empty(emptied, 0, len(emptied))
    return bytes(emptied)


def _empty(sound: bytearray, begins: int, ends: int, depth: int = 0) -> None:
    """Turns the boxes with words between these places into free room, filled with zeros."""
    if depth > _M4A_DEPTH:
        raise Broken
    while begins + 8 <= ends:
        size = int.from_bytes(sound[begins : begins + 4], "big")
        name = bytes(sound[begins + 4 : begins + 8])
        inner = begins + 8
        if size == 1:
            size, inner = int.from_bytes(sound[inner : inner + 8], "big"), inner + 8
        after = begins + size if size else ends
        if after < inner or after > ends:
            raise Broken
        if name in _M4A_WORDS:
            sound[begins + 4 : begins + 8] = b"free"
            sound[inner:after] = bytes(after - inner)
        elif name in _M4A_BOXES:
            _empty(sound, inner, after, depth + 1)
        begins = after


def _ogg(sound: bytes) -> bytes:
    """As it is; raises Tagged if it names anything but the program that wrote it."""
    for head in _OGG_HEADS:
        place = sound.find(head)
        said = _comments(sound, place + len(head)) if place != -1 else ()
        if any(not each.lower().startswith(_OGG_HARMLESS) for each in said):
            raise Tagged
    return sound


def _comments(sound: bytes, place: int) -> Iterator[bytes]:
    """Of the head of an OGG: its comments, the first page of them."""
    place += 4 + _number(sound, place)
    count, place = _number(sound, place), place + 4
    for _each in range(min(count, 100)):
        size, place = _number(sound, place), place + 4
        yield sound[place : place + size]
        place += size


def _number(sound: bytes, place: int) -> int:
    if place + 4 > len(sound):
        raise Broken
    return int.from_bytes(sound[place : place + 4], "little")


_WAYS: dict[str, Callable[[bytes], bytes]] = {
    "mp3": _mp3, "wav": _wav, "m4a": _m4a, "ogg": _ogg,
}  # fmt: skip
