"""`pack import FILE` that is killed in the middle: one lesson is written, the next is not."""

import os
import signal
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.lan")
    django.setup()
    from django.core.management import call_command

    from curriculum.packs import importing

    write, written = importing._write_lesson, []

    def power_cut(*args):
        if written:
            os.kill(os.getpid(), signal.SIGKILL)
        written.append(args)
        write(*args)

    importing._write_lesson = power_cut
    call_command("pack", "import", sys.argv[1])


if __name__ == "__main__":
    main()
