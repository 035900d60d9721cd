"""Django's settings for the screens: loopback, signed cookies, three languages, and a policy that lets nothing in.

No database is named here: `chamsae.web.current.hold` connects the casebook that is being served.
"""

import secrets
from pathlib import Path

HERE = Path(__file__).resolve().parent

#: New at every start: old cookies and links die with the server that gave them.
SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "chamsae.web.urls"
DATABASES: dict[str, dict[str, object]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "chamsae.db",
    "chamsae.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "chamsae.web.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "chamsae.web.middleware.input_check",
    "django.middleware.common.CommonMiddleware",
    "chamsae.web.middleware.access",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "chamsae.web.middleware.Faults",
    "chamsae.web.leaving.Leaving",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "chamsae.web.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "chamsae.web.templatetags.chamsae",
                "chamsae.web.templatetags.figures",
                "chamsae.web.templatetags.places",
            ],
        },
    },
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [str(HERE / "locale")]
LANGUAGE_COOKIE_NAME = "chamsae_language"
LANGUAGE_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True  # straight from the installed packages: nothing to collect, nothing to build
WHITENOISE_MAX_AGE = 0  # a browser on the same computer asks again; an upgrade shows at once

# The messages' cookie takes its marks from these; no session is kept.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "chamsae.web.views.errors.csrf"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # everything in a form but its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_HANDLERS = ["chamsae.web.uploads.WholeNames"]

LOGGING_CONFIG = None
