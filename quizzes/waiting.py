"""About how many tablets stand on the join page, without telling one from another.

A tablet on that page polls every 5 seconds; of a poll nothing is kept but its time.  In 10 seconds
each tablet polls twice, so

    tablets ≈ polls of the last 10 seconds ÷ 2, halves rounded up

No identity is needed for that, so none is read: no address, no cookie, no number of a device.
The estimate lags by up to 10 seconds, and a tablet without JavaScript is not in it.
"""

import threading
import time
from collections import deque
from collections.abc import Iterable

# Seconds.  The first one is in templates/quizzes/screens/join.html, too.
EVERY = 5
WINDOW = 10
_POLLS_OF_A_TABLET = WINDOW // EVERY
# Far more polls than the tablets of a school send in a window; more would only cost memory.
_MOST = 2000


def tablets(polls: Iterable[float], now: float) -> int:
    """The estimate.  `polls` and `now`: seconds of one and the same monotonic clock."""
    recent = sum(now - WINDOW < at <= now for at in polls)
    return (recent + _POLLS_OF_A_TABLET - 1) // _POLLS_OF_A_TABLET


class JoinPage:
    """The times of the last polls, in the memory of this process alone."""

    def __init__(self) -> None:
        self._polls: deque[float] = deque(maxlen=_MOST)
        self._lock = threading.Lock()

    def polled(self, now: float) -> None:
        """A tablet is on the join page; times that no estimate needs any more are dropped."""
        with self._lock:
            while self._polls and self._polls[0] <= now - WINDOW:
                self._polls.popleft()
            self._polls.append(now)

    def tablets(self, now: float) -> int:
        """About how many tablets are there."""
        with self._lock:
            return tablets(self._polls, now)

    def forget(self) -> None:
        with self._lock:
            self._polls.clear()


_join_page = JoinPage()


def here() -> None:
    """A tablet has said that it is on the join page."""
    _join_page.polled(time.monotonic())


def tablets_now() -> int:
    """About how many tablets are on the join page now."""
    return _join_page.tablets(time.monotonic())


def forget() -> None:
    """Forget all polls, as a restart does."""
    _join_page.forget()
