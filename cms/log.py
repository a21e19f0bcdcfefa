"""What the logs may hold: nothing that points at a pupil (PRIVACY.md, rule 12), no secret."""

import logging

# The pupils' pages, and the links that open a teacher's desk.
PREFIXES = ("/play/", "/desk/")


class NoPupilPath(logging.Filter):
    """Shortens every path below these prefixes to the prefix, in the message and its arguments,
    and drops the request that Django attaches to a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        message = record.getMessage()
        for prefix in PREFIXES:
            if prefix in message:
                message = message.split(prefix)[0] + prefix + "…"
                record.msg, record.args = message, None
        return True
