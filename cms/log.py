"""What the logs may hold: nothing that points at a pupil (PRIVACY.md, rule 12), no secret."""

import logging
import traceback
from collections.abc import Iterator

# The pupils' pages, and the links that open a teacher's desk.
PREFIXES = ("/play/", "/desk/")


class NoPupilPath(logging.Filter):
    """Shortens every path below these prefixes to the prefix, in the message and its arguments,
    drops the request that Django attaches to a record, and of an error below them keeps the
    places in the code and the errors' names, not what they say: that may quote what was sent."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        path = getattr(record.__dict__.pop("request", None), "path", message)
        is_below = any(prefix in path for prefix in PREFIXES)
        for prefix in PREFIXES:
            if prefix in message:
                message = message.split(prefix)[0] + prefix + "…"
        if is_below and record.exc_info and record.exc_info[1]:
            message += "\n" + "".join(places_of(record.exc_info[1])).rstrip()
            record.exc_info = record.exc_text = None
        record.msg, record.args = message, None
        return True


def places_of(error: BaseException) -> Iterator[str]:
    """Where the error came from, line by line, with those that led to it; no message."""
    if led_to_it := error.__cause__ or error.__context__:
        yield from places_of(led_to_it)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
