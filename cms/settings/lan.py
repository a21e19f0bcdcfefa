"""The default profile: a laptop or small computer in a school, plain HTTP on the LAN."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR, MIDDLEWARE, env

DEBUG = False
SECRET_KEY = (DATA_DIR / "secret-key").read_text("ascii").strip()
# Who may be asked for is decided by cms.hosts: Django's list knows no networks.
ALLOWED_HOSTS = ["*"]
BIRGE_HOST_NAMES = env.list("BIRGE_HOST_NAMES", default=[])
# Before the first middleware that reads the host, after the one that sets the language of
# the refusal.
_common = MIDDLEWARE.index("django.middleware.common.CommonMiddleware")
MIDDLEWARE = [*MIDDLEWARE[:_common], "cms.hosts.KnownHost", *MIDDLEWARE[_common:]]
# A LAN address is no secure context: these would only be refused or fill the console.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

# The parts of the house that the site starts and asks without importing them (the direction
# of imports is classrooms → curriculum → quizzes → cms): functions without arguments.
BIRGE_AT_START = [
    "quizzes.closing.sweep",
    "curriculum.packs.incoming.clear_made",
    "cms.old_names.draw",
    "cms.keeper.start",
]
BIRGE_EACH_MINUTE = [
    "quizzes.closing.pass_minute",
    "classrooms.figures.fixing.fix_ended_term",
    "curriculum.packs.incoming.sweep",
]
# name → function giving a reason, or "" when all is well
BIRGE_HEALTH_CHECKS = {"live_store": "quizzes.live.health"}
CSRF_FAILURE_VIEW = "cms.errors.csrf_failure"
AXES_LOCKOUT_CALLABLE = "cms.views.locked_out"
WAGTAILADMIN_LOGIN_URL = "login"
# No mail is sent from a school's laptop.
WAGTAIL_PASSWORD_RESET_ENABLED = False
