"""What every profile shares.  A profile (lan, internet, test) imports this and adds its own."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything that a school owns lives in one folder: database, keys, media, secret key.
DATA_DIR = Path(env("BIRGE_DATA", default=str(BASE_DIR / "var"))).resolve()
VERSION = "0.1.0"

INSTALLED_APPS = [
    "classrooms",
    "curriculum",
    "quizzes",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "template_partials",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    # Polls and answers of fifty tablets a second, before anything that costs.
    "quizzes.views.lane.FastLane",
    # The polls of boards and desks, where nothing has changed.
    "classrooms.views.still.StillRight",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.passwords.OwnPasswordFirst",
    # Whose page it is, before any door of ours tells something of it.
    "cms.reach.OwnPart",
    "curriculum.doors.SayWhyNotPublished",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["cms.hashers.SmallArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "teach:home"
LOGOUT_REDIRECT_URL = "login"
# Twelve hours by a clock that does not jump.
SESSION_ENGINE = "cms.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
# With the browser, as the login: one that lasts a year is thrown away when the clock jumps.
CSRF_COOKIE_AGE = None

# A school is one address, so a lock needs the user name and the address together, and neither
# address nor browser of a pupil is ever written: only staff log in.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

DATABASES = {
    "default": {
        "ENGINE": "cms.sqlite",
        "NAME": DATA_DIR / "birge.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-16000;"
            ),
        },
    }
}
# The order of names that people read; the name that this database knows it by.
BIRGE_COLLATION = "ky"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One process: its own memory is the cache.  Nothing about a pupil is ever put there.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "ky"
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Our own words, then Kyrgyz for those of Wagtail and its kin; both win over the packages' own.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale-admin"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bishkek"
# The country has one: nobody chooses among names in English.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
LANGUAGE_COOKIE_NAME = "birge-language"
LANGUAGE_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "cms.storage.DrawnNames"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

# The largest file that anybody sends is a lesson pack.
BIRGE_UPLOAD_BYTES = 201 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "cms.uploads.NoneTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

CMS_PREFIX = "/cms/"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        # Not 'none': the CMS shows its preview of a page in a frame.
        "frame-ancestors": [SELF],
    }
}
# Wagtail's admin writes inline scripts and styles; trainers alone see it.
CONTENT_SECURITY_POLICY_CMS = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "media-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

WAGTAIL_SITE_NAME = "Birge"
WAGTAIL_I18N_ENABLED = True
# A lesson's address is its name in a pack, and a file's name there is in Latin letters.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Most people here have no e-mail, and without one the page of the account could not be saved.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_BASE_URL = env("BIRGE_PUBLIC_URL", default="http://localhost:8000")
# What a trainer types is kept as a draft this long after the last key, in milliseconds; whether
# somebody else is at the same page is asked at the other interval.
WAGTAIL_AUTOSAVE_INTERVAL = 2_000
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 10_000
# What the last step of a review approves goes live, whoever approves it (docs/adr/0027).
WAGTAIL_FINISH_WORKFLOW_ACTION = "curriculum.finishing.publish"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.file_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.Recording",
    "MEDIA_FORM_BASE": "cms.file_forms.RecordingForm",
    "AUDIO_EXTENSIONS": ["mp3", "ogg", "m4a", "wav"],
    "VIDEO_EXTENSIONS": [],
}
# A minute of speech as MP3 has about half a megabyte.
BIRGE_RECORDING_BYTES = 2 * 1024 * 1024
# Nothing contacts another host.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# What the server calls, around Django's own application.
BIRGE_DOOR = "quizzes.views.lane.Door"
# Whether a class is at a lesson with the file at this address; asked of what nobody else may have.
BIRGE_IS_FILE_IN_A_LESSON = "classrooms.files.is_in_a_lesson"
# Who has a class or a place, and so a password that is no organisation's to give.
BIRGE_PEOPLE_OF_SCHOOLS = "classrooms.permissions.people_of_schools"
# The quiz engine's live store; a shared one comes with the profile of a national server.
BIRGE_LIVE_STORE = "quizzes.live.MemoryLiveStore"
BIRGE_KEYS_DIR = DATA_DIR / "keys"
# A run's key dies this many running minutes after it was opened.
BIRGE_RUN_MINUTES = 90
# Grade → age band.  One setting, because the country is renumbering its grades.
BIRGE_AGE_BANDS = {
    1: "7-10", 2: "7-10", 3: "7-10", 4: "7-10", 5: "11-12", 6: "11-12", 7: "13-15",
    8: "13-15", 9: "13-15", 10: "16-17", 11: "16-17", 12: "16-17",
}  # fmt: skip
# The terms of a school year: first month, day, last month, day.  Figures of schools and wider
# places are made the day after a term's last (docs/adr/0014).
BIRGE_TERMS = ((9, 1, 11, 4), (11, 12, 12, 30), (1, 12, 3, 20), (4, 1, 5, 31))

# No address, agent, cookie or pupil's path is ever logged: Django's request logger names the
# path of each 4xx, so it is filtered below the pupils' prefix.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_pupil_path": {"()": "cms.log.NoPupilPath"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_pupil_path"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": [], "propagate": False},
        # It names the address of whoever failed to log in.
        "axes": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
