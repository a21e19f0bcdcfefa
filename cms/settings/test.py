"""For pytest: the lan profile's code on a throw-away data folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("BIRGE_DATA", tempfile.mkdtemp(prefix="birge-test-"))
# Each of several processes that share the tests has a folder of its own.
os.environ["BIRGE_DATA"] += "/" + os.environ.get("PYTEST_XDIST_WORKER", "")
_key = Path(os.environ["BIRGE_DATA"]) / "secret-key"
if not _key.exists():
    _key.parent.mkdir(parents=True, exist_ok=True)
    _key.write_text("only-for-tests-" + "x" * 40, "ascii")
(_key.parent / "static").mkdir(exist_ok=True)  # whitenoise warns where there is none

from cms import catalogues  # noqa: E402
from cms.settings.base import BASE_DIR, DATABASES  # noqa: E402
from cms.settings.lan import *  # noqa: E402, F403

# Before anything is translated: Django keeps a catalogue as it first found it.
for _name in catalogues.FOLDERS:
    catalogues.compile_all(BASE_DIR / _name)

BIRGE_HOST_NAMES = ["testserver", "school.test"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["BIRGE_DATA"]) / "test.sqlite3"}
STORAGES = {
    "default": {"BACKEND": "cms.storage.DrawnNames"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
