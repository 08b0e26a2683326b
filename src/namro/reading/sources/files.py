"""From a path to bytes, refusing what is no readable file before a byte of it is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from namro.reading.errors import CannotRead
from namro.reading.sources.limits import DEFAULT_LIMITS, Budget, Limits


def read_bytes(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of a file, once its size is known to be within the limits.

    Raises CannotRead for a missing file, a folder, a device, one that may not be opened, or one that is too large.
    """
    budget = Budget(limits)
    try:
        found = os.stat(path)
        _require_plain_file(found.st_mode)
        budget.take_file(found.st_size)
        with Path(path).open("rb") as file:
            # One byte more than allowed tells a file that grew after the look at its size.
            data = file.read(limits.max_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _refusal(error) from error
    budget.take_file(len(data))
    return data


def _require_plain_file(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise CannotRead("Đường dẫn là thư mục, không phải tệp.", "Chỉ ra một tệp văn bản trong thư mục đó.")
    if not stat.S_ISREG(mode):
        raise CannotRead("Đường dẫn không phải tệp thường.", "Chỉ ra một tệp văn bản.")


def _refusal(error: Exception) -> CannotRead:
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return CannotRead("Không tìm thấy tệp.", "Kiểm tra lại tên và đường dẫn.")
    if isinstance(error, PermissionError):
        return CannotRead("Không có quyền mở tệp.", "Xin quyền đọc, hoặc chép tệp sang chỗ đọc được.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return CannotRead(f"Không mở được tệp ({reason}).", "Kiểm tra ổ đĩa hoặc mạng rồi thử lại.")
