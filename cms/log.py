"""What the logs may hold: nothing that points at a pupil (PRIVACY.md, rule 12)."""

import logging

PUPIL_PREFIX = "/play/"


class NoPupilPath(logging.Filter):
    """Shortens every path below the pupils' prefix to the prefix, in the message and its
    arguments, and drops the request that Django attaches to a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        message = record.getMessage()
        if PUPIL_PREFIX in message:
            record.msg, record.args = message.split(PUPIL_PREFIX)[0] + PUPIL_PREFIX + "…", None
        return True
