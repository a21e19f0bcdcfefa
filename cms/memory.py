"""What this process remembers never becomes a file.  Standard library only.

The keys of open runs and the live counters are in its memory; a core dump would put both on the
disk (PRIVACY.md, rule 2).  Swap and hibernation are the system's: docs/backup.md says so.
"""

import ctypes
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4


def keep_off_the_disk() -> None:
    """From now on no crash of this process writes a core dump, and only root may look into it.

    Two ways, because each has its gap: a limit does not hold back a system that pipes its dumps
    to a program, and only Linux knows the other.
    """
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0)
