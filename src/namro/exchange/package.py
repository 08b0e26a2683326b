"""A package: a zip with the envelope and the attached files, opened with every guard that a stranger's file needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from namro.directives.operations.intake import NewFile
from namro.exchange import envelope as envelopes
from namro.exchange.envelope import Envelope
from namro.reading.errors import CannotRead
from namro.reading.sources.limits import DEFAULT_LIMITS, Budget
from namro.reading.sources.zipped import ZIP_ERRORS, inflated, is_locked, open_zip

ENVELOPE = "edxml.xml"
ATTACHMENTS = "attachments/"
ENVELOPE_ENDS = (".edxml", ".xml")
LARGEST_ENVELOPE = 2 * 1024 * 1024
MOST_FILES = 50
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same package is the same bytes
_REMEDY = "Xin lại gói từ nơi gửi."


@dataclass(frozen=True, slots=True)
class Package:
    """An envelope and its files, the document first."""

    envelope: Envelope
    files: tuple[NewFile, ...]


def packed(envelope: Envelope, files: Sequence[NewFile]) -> bytes:
    """The package as bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(_info(ENVELOPE), envelopes.written(envelope))
        for file in files:
            zipped.writestr(_info(ATTACHMENTS + file.name), file.data)
    return out.getvalue()


def opened(data: bytes) -> Package:
    """The package in these bytes. CannotRead, with cause and remedy, for everything else."""
    budget = Budget(DEFAULT_LIMITS)
    budget.take_file(len(data))
    try:
        zipped = open_zip(data, budget)
        parts = [one for one in zipped.infolist() if not one.is_dir()]
    except ZIP_ERRORS as error:
        raise CannotRead("Tệp không phải gói văn bản (zip).", _REMEDY) from error
    if len(parts) > MOST_FILES:
        raise CannotRead(f"Gói có {len(parts)} tệp, quá giới hạn {MOST_FILES}.", _REMEDY)
    if any(is_locked(one) for one in parts):
        raise CannotRead("Gói có mật khẩu nên không mở được.", "Đề nghị nơi gửi bỏ mật khẩu.")
    budget.check_declared(sum(one.file_size for one in parts))
    tops = [one for one in parts if _is_envelope(one.filename)]
    if len(tops) != 1:
        raise CannotRead(f"Gói phải có đúng một tệp phần đầu ({ENVELOPE}); tìm thấy {len(tops)}.", _REMEDY)
    if tops[0].file_size > LARGEST_ENVELOPE:
        raise CannotRead("Phần đầu gói lớn bất thường.", _REMEDY)
    envelope = envelopes.read(_inflated(zipped, tops[0], budget))
    known = {_base(one.filename): one for one in parts if one is not tops[0]}
    names = [_base(name) for name in envelope.attachments] or sorted(known)
    if not names:
        raise CannotRead("Gói không kèm tệp văn bản nào.", _REMEDY)
    if missing := [name for name in names if name not in known]:
        raise CannotRead(f"Gói thiếu tệp {', '.join(missing)[:200]} ghi trong phần đầu.", _REMEDY)
    files = tuple(NewFile(name, _inflated(zipped, known[name], budget)) for name in dict.fromkeys(names))
    return Package(envelope, files)


def _is_envelope(name: str) -> bool:
    low = name.replace("\\", "/").lower()
    return "/" not in low and low.endswith(ENVELOPE_ENDS)


def _base(name: str) -> str:
    # Only the last part of a name counts: nothing of it is ever a place on the disk.
    return name.replace("\\", "/").rpartition("/")[2][:255]


def _inflated(zipped: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget) -> bytes:
    try:
        return inflated(zipped, part, budget)
    except ZIP_ERRORS as error:
        raise CannotRead("Gói bị hỏng hoặc tải thiếu.", _REMEDY) from error


def _info(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _FIRST_MOMENT)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
