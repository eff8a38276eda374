"""All settings, read from the environment or `.env`. What staff change from day to day is in the admin instead."""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from . import environment
from .environment import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(BASE_DIR / ".env")

DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "data")

SECRET_KEY = environment.secret_key(DATA_DIR)
DEBUG = environment.flag("DEBUG", False)

# --- The site's address: cookies, redirects and trust follow it -------------------------------------------------
SITE_URL = environment.site_url("SITE_URL", "http://127.0.0.1:8000")
SITE_HOST = urlsplit(SITE_URL).hostname
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
IS_LOCAL = SITE_HOST in {"127.0.0.1", "localhost", "::1"}
IS_SECURE = SITE_URL.startswith("https:")

ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", [SITE_HOST, *LOOPBACK])
CSRF_FAILURE_VIEW = "config.views.forbidden"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# Whether subdomains are safe to pin is the owner's to know; the other four follow SITE_URL (see config.checks).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not IS_SECURE:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

# --- Applications ------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "accounts.apps.AccountsConfig",
    "blog.apps.BlogConfig",
    "comments.apps.CommentsConfig",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "markdownx",
    "django_tasks_db",
]
if find_spec("django.tasks") is None:
    INSTALLED_APPS.append("django_tasks")
MIDDLEWARE = [
    "config.proxies.TrustedProxies",
    "config.csp.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "config.front_door.FrontDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.sessions.SessionsSeen",
    "accounts.private_pages.PrivatePages",
    "accounts.second_factor.required.RequiredOfStaff",
    "accounts.second_factor.refusing.Refusals",
    "blog.redirects.middleware.OldAddresses",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [DATA_DIR / "theme" / "templates", BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.site.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- Data --------------------------------------------------------------------------------------------------------
DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'broadsheet.sqlite3'}")}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if IS_SQLITE:
    # IMMEDIATE: a writer waits its turn instead of failing in the middle. FULL: an accepted comment survives a
    # power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": environment.cache("CACHE_URL", "dbcache://site_cache")}
# Limits on sign-in are counted here: a flood of them must not push the counters out.
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)

MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_STORAGE_URL = environment.choice("MEDIA_STORAGE_URL", "file:", ["file:", "database:"])
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
if (DATA_DIR / "theme" / "static").is_dir():
    STATICFILES_DIRS.insert(0, DATA_DIR / "theme" / "static")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_STORAGES = {"file:": "django.core.files.storage.FileSystemStorage", "database:": "config.storage.DatabaseStorage"}
STORAGES = {
    "default": {"BACKEND": MEDIA_STORAGES[MEDIA_STORAGE_URL]},
    "staticfiles": {"BACKEND": "config.static.StaticStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
MAX_PICTURE_BYTES = 25 * 1024 * 1024
# A whole blog, sent by an administrator to `/admin/blog/importjob/add/`; larger ones are imported by command.
MAX_IMPORT_BYTES = (512 if MEDIA_STORAGE_URL == "file:" else 64) * 1024 * 1024
MAX_REQUEST_BYTES = MAX_PICTURE_BYTES + 5 * 1024 * 1024
MAX_PICTURE_PIXELS = 40_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- People ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.signing_in.SiteBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:profile"
LOGOUT_REDIRECT_URL = "blog:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A form in which anybody may type an address sends no mail to strangers.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"signup": "20/h/ip", "reset_password": "20/h/ip,5/h/key"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
# Nobody signs in before their address is confirmed, so only a change of it can be waiting; it need not be given up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# One step of thirty seconds either way, for clocks that are wrong and people who type slowly.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.second_factor.forms.AuthenticateForm",
    "reauthenticate": "accounts.second_factor.forms.ReauthenticateForm",
    "activate_totp": "accounts.second_factor.forms.ActivateAppForm",
    "add_webauthn": "accounts.second_factor.passkey_forms.AddForm",
    "edit_webauthn": "accounts.second_factor.passkey_forms.RenameForm",
    "authenticate_webauthn": "accounts.second_factor.passkey_forms.AuthenticateForm",
    "reauthenticate_webauthn": "accounts.second_factor.passkey_forms.ReauthenticateForm",
    "login_webauthn": "accounts.second_factor.passkey_forms.LoginForm",
}

# --- Slow work and mail ------------------------------------------------------------------------------------------
environment.not_yet("TASK_BROKER_URL", "leave it away, tasks wait in the database.")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Whatever Django sends goes to the outbox in the database first; a task carries it to DELIVERY_BACKEND.
_mail = environment.mail("EMAIL_URL", "consolemail://")
DELIVERY_BACKEND = _mail.pop("EMAIL_BACKEND")
globals().update(_mail)
EMAIL_BACKEND = "config.mail.OutboxBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.address("DEFAULT_FROM_EMAIL", f"Broadsheet <broadsheet@{SITE_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Words and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = environment.language("LANGUAGE_CODE", "en")
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True

MARKDOWNX_URLS_PATH = "/markdownx/markdownify/"
MARKDOWNX_UPLOAD_URLS_PATH = "/markdownx/upload/"
EMBED_HOSTS = environment.hosts("EMBED_HOSTS", ["youtube.com", "youtu.be", "vimeo.com"])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"paths": {"()": "config.logging_paths.WithoutKeys"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["paths"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "broadsheet": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
