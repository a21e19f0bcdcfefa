"""How far a long piece of work is, told to whoever watches."""

from collections.abc import Callable

# (done, of all)
Progress = Callable[[int, int], None]


def unseen(done: int, of_all: int) -> None:
    """Nobody watches."""
