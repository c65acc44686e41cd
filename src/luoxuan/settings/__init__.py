"""Django's settings, from the environment; deny by default."""

import os

from luoxuan.settings.database import database
from luoxuan.settings.home import home, private_folder, secret
from luoxuan.settings.logging import LOGGING

__all__ = ["LOGGING"]

LUOXUAN_HOME = home()
SECRET_KEY = secret(LUOXUAN_HOME / "keys" / "secret.key", variable="LUOXUAN_SECRET_KEY")
DEBUG = os.environ.get("LUOXUAN_DEBUG") == "1"
HTTPS = os.environ.get("LUOXUAN_HTTPS") == "1"
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("LUOXUAN_HOSTS", "").split(",")),
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "luoxuan.foundation.people",
    "luoxuan.foundation.trail",
    "luoxuan.foundation.privacy",
    "luoxuan.foundation.jobs",
    "luoxuan.foundation.vault",
    "luoxuan.foundation.intake",
    "luoxuan.foundation.quality",
    "luoxuan.foundation.tasks",
    "luoxuan.foundation.gates",
    "luoxuan.foundation.signals",
    "luoxuan.plan.teams",
    "luoxuan.plan.strategy",
    "luoxuan.plan.targets",
    "luoxuan.plan.budgets",
    "luoxuan.plan.calendar",
    "luoxuan.plan.programmes",
    "luoxuan.check.dashboards",
    "luoxuan.check.settlement",
    "luoxuan.check.profit",
    "luoxuan.check.reviews",
    "luoxuan.act.knowledge",
    "luoxuan.act.ideas",
    "luoxuan.act.improvements",
    "luoxuan.act.loop",
    "luoxuan.act.conformity",
    "luoxuan.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luoxuan.web.middleware.content_security",
    "luoxuan.web.middleware.body_limited",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "luoxuan.web.middleware.signed_in",
]

ROOT_URLCONF = "luoxuan.web.urls"
WSGI_APPLICATION = "luoxuan.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoxuan.web.context.shell",
            ]
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), home=LUOXUAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": f"{PASSWORDS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": f"{PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{PASSWORDS}.NumericPasswordValidator"},
]
LOGIN_URL = "people_login"
LOGIN_REDIRECT_URL = "home"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# An upload on its way to being sealed; what a killed server leaves here is swept by the hour.
FILE_UPLOAD_TEMP_DIR = private_folder(LUOXUAN_HOME / "uploads")
LUOXUAN_UPLOAD_MB = int(os.environ.get("LUOXUAN_UPLOAD_MB", "2048"))
"""A request with a bigger body is refused before it is read."""

LUOXUAN_JOB_SILENCE = float(os.environ.get("LUOXUAN_JOB_SILENCE", "60"))
"""Seconds after which a worker that does not beat is taken for dead; long, since a busy one may be late."""
LUOXUAN_JOB_BEAT = float(os.environ.get("LUOXUAN_JOB_BEAT", "5"))

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = list(filter(None, os.environ.get("LUOXUAN_ORIGINS", "").split(",")))
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
