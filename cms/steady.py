"""The time by a clock that nobody can set while the server runs.

It shows what the machine's clock showed at the start, and from then on what has really passed,
sleep included.  A school laptop's clock jumps by years, by itself or set right by somebody: what
lasts some hours (a login, a pass to the desk) is measured with this clock and ends when those hours
are over, no sooner and no later.  A restart reads the machine's clock anew.
"""

import sys
import time
from datetime import datetime, timedelta

from django.utils import timezone


def _seconds() -> float:
    """Of a clock that only goes on; on Linux also while the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


_started_at = timezone.now()
_seconds_then = _seconds()


def now() -> datetime:
    """Aware, as `timezone.now()` is."""
    return _started_at + timedelta(seconds=_seconds() - _seconds_then)
