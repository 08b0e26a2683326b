"""Settings of the site. Each value that an office may change comes from the environment (docs/settings.md)."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from namro.site.environment import Environment
from namro.site.secret import secret_key

env = Environment()
SITE = Path(__file__).parent
PACKAGE = SITE.parent

# --- Where things lie -------------------------------------------------------------------------------------------
HOME = env.folder("NAMRO_HOME", Path.home() / ".local/share/namro")
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
DATABASES = {"default": env.database("DATABASE_URL", HOME / "namro.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = HOME / "files"  # originals, by the hash of their bytes
RECOGNISED = HOME / "recognised"  # pages of scans whose reading is not over
SCAN_PAGES = env.integer("NAMRO_SCAN_PAGES", 300, least=1, most=1_000)  # of one document
SCAN_PAGE_SECONDS = env.integer("NAMRO_SCAN_PAGE_SECONDS", 120, least=10, most=600)  # of tesseract on one page
SCAN_PROCESSES = env.integer("NAMRO_SCAN_PROCESSES", min(os.cpu_count() or 1, 8), least=1, most=8)  # at a time
SIGNING_ROOTS = env.folder("NAMRO_SIGNING_ROOTS", HOME / "roots")  # certificates that are trusted
AUDIT_ANCHOR_FILE = HOME / "audit-anchors.jsonl"
MAX_IMPORT_BYTES = env.integer("NAMRO_MAX_IMPORT_MB", 10, least=1, most=200) * 1024 * 1024
MAX_IMPORT_ROWS = 20_000
MAX_WORKBOOK_BYTES = env.integer("NAMRO_MAX_WORKBOOK_MB", 60, least=1, most=500) * 1024 * 1024  # brought back
MAX_EVIDENCE_BYTES = env.integer("NAMRO_MAX_EVIDENCE_MB", 20, least=1, most=200) * 1024 * 1024  # each file
EXTENSION_AFTER_DEADLINE = env.flag("NAMRO_EXTENSION_AFTER_DEADLINE", False)
CALENDAR_LOOKS_AGAIN_AFTER = 300  # seconds, where another machine may have changed a day
WEBHOOKS_TO_THIS_MACHINE = env.flag("NAMRO_WEBHOOKS_TO_THIS_MACHINE", False)
WEBHOOK_DAYS = env.integer("NAMRO_WEBHOOK_DAYS", 90, least=1, most=3_650)  # that what was delivered is kept
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
API_CALLS_A_MINUTE = env.integer("NAMRO_API_CALLS_A_MINUTE", 120, least=1, most=10_000)  # of one token

# --- What kind of site this is ----------------------------------------------------------------------------------
DEBUG = env.flag("NAMRO_DEBUG", False)
DEMO = env.flag("NAMRO_DEMO", False)
SAMPLE = DEMO or (HOME / "demo.json").exists()  # papers of a demonstration say so, however they are made
DEMO_PASSWORD = "namro-demo"  # taken only where DEMO is on; refused everywhere else
HTTPS = env.flag("NAMRO_HTTPS", not (DEBUG or DEMO))
SECRET_KEY = env.text("NAMRO_SECRET_KEY") or secret_key(HOME)
ALLOWED_HOSTS = env.words("NAMRO_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
TRUSTED_PROXIES = env.integer("NAMRO_TRUSTED_PROXIES", 0, least=0, most=5)

# --- The clock (site/clock.py) ----------------------------------------------------------------------------------
CLOCK_SET_TO = env.moment("NAMRO_CLOCK")
CLOCK_SET_AT = env.moment("NAMRO_CLOCK_SET_AT") or datetime.now(UTC)
CLOCK = "namro.site.clock.now"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- Apps and the way of a request ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "namro.site",
    "namro.agencies",
    "namro.workdays",
    "namro.access",
    "namro.audit",
    "namro.directives",
    "namro.tasks",
    "namro.life",
    "namro.exchange",
    "namro.workbooks",
    "namro.signing",
    "namro.reminders",
    "namro.programs",
    "namro.api",
    "namro.offline",
    "namro.help",
    "namro.desk",
    "namro.papers",
]
MIDDLEWARE = [
    "namro.site.middleware.RequestLog",
    "namro.site.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "namro.access.middleware.SessionLimits",
    "namro.site.middleware.Appearance",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "namro.access.middleware.Viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "namro.site.urls"
WSGI_APPLICATION = "namro.site.wsgi.application"
SILENCED_SYSTEM_CHECKS: list[str] = []

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "namro.site.context.site",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",  # why: docs/decisions/0007-jinja2-for-pages.md
        "DIRS": [
            PACKAGE / app.removeprefix("namro.") / "templates" for app in INSTALLED_APPS if app.startswith("namro.")
        ],
        "OPTIONS": {"environment": "namro.site.jinja.environment", "context_processors": _CONTEXT},
    },
    {  # allauth's own pages, for the few that are not redrawn
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

FORM_RENDERER = "namro.site.controls.Controls"

# --- Work in the background: Django 6's task interface, its queue in the database (`namro worker`) --------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORKER_IN_PROCESS = env.flag("NAMRO_WORKER_IN_PROCESS", DEMO)
TICK_IN_WORKER = env.flag("NAMRO_TICK_IN_WORKER", True)  # off where cron or a systemd timer calls `namro tick`

# --- Static files -----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("reading", PACKAGE / "reading/export/page/assets")]  # how a document looks, on its page and here
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Language ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = True

# --- Sign-in ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["namro.access.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_LEAST_CHARACTERS = 10
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "namro.access.passwords.LeastLength", "OPTIONS": {"characters": PASSWORD_LEAST_CHARACTERS}},
    {"NAME": "namro.access.passwords.NotTheName"},
    {"NAME": "namro.access.passwords.NotCommon"},
    {"NAME": "namro.access.passwords.NotOneKindOfCharacter"},
    {"NAME": "namro.access.passwords.NotTheDemoPassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "namro.access.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "namro.access.allauth_forms.SignInForm",
    "change_password": "namro.access.allauth_forms.ChangePasswordForm",
    "reauthenticate": "namro.access.allauth_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody registers (adapter); allauth wants the fields named
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# By account (key) and by address (ip): after these, a pause that says how long.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/5m/ip,5/5m/key", "change_password": "10/m/user"}
MFA_ADAPTER = "namro.access.adapter.TwoStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True  # offered on a host name over https, or on localhost (access.passkeys)
MFA_FORMS = {
    "authenticate": "namro.access.allauth_forms.CodeForm",
    "reauthenticate": "namro.access.allauth_forms.CodeForm",
    "activate_totp": "namro.access.allauth_forms.ActivateTOTPForm",
    "add_webauthn": "namro.access.allauth_forms.AddPasskeyForm",
    "edit_webauthn": "namro.access.allauth_forms.RenamePasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the administrator, not from who signs in
MFA_TOTP_ISSUER = "Năm Rõ"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
USERSESSIONS_TRACK_ACTIVITY = False

# --- Sign-in by the province's identity provider (docs/sign-in.md); off unless it is named ----------------------
env.all_or_none("NAMRO_OIDC_ISSUER", "NAMRO_OIDC_CLIENT_ID", "NAMRO_OIDC_CLIENT_SECRET")
OIDC_PROVIDER = "province"  # how allauth calls it, and what stands in the address of the callback
OIDC_ISSUER = env.web_address("NAMRO_OIDC_ISSUER")
OIDC_NAME = env.text("NAMRO_OIDC_NAME", "Đăng nhập chung của tỉnh") if OIDC_ISSUER else ""
SOCIALACCOUNT_ADAPTER = "namro.access.identity_adapter.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": env.text("NAMRO_OIDC_CLIENT_ID"),
                "secret": env.text("NAMRO_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# The content policy lets forms go nowhere but here, so the way to the provider is a link; what it starts signs in
# nobody but who is there already.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

SESSION_IDLE = timedelta(minutes=env.integer("NAMRO_SESSION_IDLE_MINUTES", 60, least=5, most=1440))
SESSION_ABSOLUTE = timedelta(hours=env.integer("NAMRO_SESSION_HOURS", 12, least=1, most=168))
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
INVITATION_LIFE = timedelta(days=env.integer("NAMRO_INVITATION_DAYS", 7, least=1, most=30))

# Shared by all workers, so that a lockout holds whichever of them is asked.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"},
}

# --- Safety of the wire -----------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "namro.site.views.forged_form"

# --- Mail -------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("NAMRO_MAIL_FROM", "namro@localhost")
_mail = env.mail("NAMRO_MAIL_URL")
MAIL_IS_SET = _mail is not None
# How long one who began to send a message may be silent before another takes it up; above the server's time to answer.
MAIL_LEASE = timedelta(seconds=env.integer("NAMRO_MAIL_LEASE_SECONDS", 300, least=1, most=3600))
SITE_ADDRESS = env.text("NAMRO_ADDRESS", "http://localhost:8000").rstrip("/")  # what links in messages begin with
if _mail is None or DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
else:
    globals().update(_mail)

# --- Logs -------------------------------------------------------------------------------------------------------
LOG_LEVEL = env.choice("NAMRO_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "namro.site.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
