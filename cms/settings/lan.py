"""The default profile: a laptop or small computer in a school, plain HTTP on the LAN."""

from cms import addresses
from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR, env

DEBUG = False
SECRET_KEY = (DATA_DIR / "secret-key").read_text("ascii").strip()
ALLOWED_HOSTS = addresses.allowed_hosts(extra=env.list("BIRGE_HOST_NAMES", default=[]))
# A LAN address is no secure context: these would only be refused or fill the console.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
