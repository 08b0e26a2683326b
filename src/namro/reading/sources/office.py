"""Old Word, OpenDocument and rich text (.doc, .odt, .rtf) → Source, made .docx by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.docx import read_docx
from namro.reading.sources.kinds import SAVE_AS_DOCX
from namro.reading.sources.limits import Budget

_SECONDS = 90
_NAMES = {"doc": "Word đời cũ (.doc)", "odt": "OpenDocument (.odt)", "rtf": "RTF"}

# A profile of its own for each run: LibreOffice serves one at a time from one profile. In it macros never run, and no
# linked file, picture or update is asked for.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item>
</oor:items>
"""


def read_office(data: bytes, kind: str, name: str | None, budget: Budget) -> Source:
    """Return the source of a document that LibreOffice opens.

    Raises CannotRead where LibreOffice is not installed, refuses the file or takes too long, and whatever reading the
    .docx that it makes raises.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise CannotRead(f"Tệp là {_NAMES[kind]}; cần LibreOffice để đọc, máy chưa cài.", SAVE_AS_DOCX)
    made = _converted(program, data, kind)
    budget.extend(_SECONDS)
    source = read_docx(made, name, budget)
    return replace(source, remarks=(*source.remarks, f"Tệp {_NAMES[kind]} được LibreOffice chuyển sang .docx để đọc."))


def _converted(program: str, data: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="namro-") as folder:
        here = Path(folder)
        profile = here / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        given = here / f"document.{kind}"
        given.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore", "--nologo",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(here / "out"), str(given),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired as error:
            raise CannotRead(f"LibreOffice mở tệp quá {_SECONDS} giây nên đã dừng.", SAVE_AS_DOCX) from error
        except OSError as error:
            raise CannotRead("Không chạy được LibreOffice.", SAVE_AS_DOCX) from error
        made = here / "out" / "document.docx"
        if not made.exists():
            raise CannotRead(f"LibreOffice không mở được tệp {_NAMES[kind]} này.", SAVE_AS_DOCX)
        return made.read_bytes()
