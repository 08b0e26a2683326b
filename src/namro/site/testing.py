"""The settings of the tests: a home that vanishes, quick hashing, static files as they lie."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = tempfile.mkdtemp(prefix="namro-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("NAMRO_")]:
    del os.environ[_name]
os.environ["NAMRO_HOME"] = _home
(Path(_home) / "static").mkdir()

from namro.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CALENDAR_LOOKS_AGAIN_AFTER = 0  # no other machine: nothing is asked but after a change
SECURE_SSL_REDIRECT = False
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
