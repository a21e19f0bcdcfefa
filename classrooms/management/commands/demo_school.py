"""`manage.py demo_school`: the demonstration school, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _

from classrooms import demo


class Command(BaseCommand):
    help = str(_("Makes a demonstration school with first logins, unless there is a user."))

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.DATA_DIR / "first-logins.json"
        logins = demo.make_school(path)
        for login in logins:
            self.stdout.write(f"{login.role:12} {login.username:12} {login.password}  {login.url}")
        if logins:
            self.stdout.write(f"→ {path}")
