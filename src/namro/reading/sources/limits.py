"""How much of a machine one document may use, and the count of what it has used so far."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from namro.reading.errors import CannotRead

MEGABYTE = 1024 * 1024

# Below this a part is too small to harm anybody, however well it was packed.
RATIO_FLOOR_BYTES = MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost. The defaults are far above any real directive; every one is a setting."""

    max_bytes: int = 50 * MEGABYTE  # the file itself
    max_unpacked_bytes: int = 200 * MEGABYTE  # all its parts together, inflated
    max_part_bytes: int = 50 * MEGABYTE  # one XML part, inflated: its tree takes some ten times as much memory
    max_ratio: int = 300  # inflated bytes of a part to its packed bytes; Word's own stay under 50
    max_parts: int = 5_000  # files in the package
    max_nesting: int = 40  # tables, text boxes and controls inside one another
    max_blocks: int = 200_000  # paragraphs
    max_pages: int = 1_000  # of a PDF; at 40 pages a second within the time below
    max_scanned_pages: int = 300  # that are read by OCR, some two seconds each
    max_page_seconds: float = 120.0  # of tesseract on one page, which on a machine at leisure takes one or two
    max_seconds: float = 30.0  # wall time of reading one source, without its pages by OCR


DEFAULT_LIMITS = Limits()


class Budget:
    """What is left of the limits while one document is read. Every method raises CannotRead once a limit is passed."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._deadline = clock() + limits.max_seconds
        self._unpacked = 0
        self._paragraphs = 0

    def take_file(self, size: int) -> None:
        """Admit a file of so many bytes."""
        if size > self.limits.max_bytes:
            raise CannotRead(
                f"Tệp nặng {_megabytes(size)} MB, quá giới hạn {_megabytes(self.limits.max_bytes)} MB.",
                "Bỏ bớt ảnh hoặc tách tệp; nếu cần, nâng giới hạn max_bytes trong thiết lập.",
            )

    def take_parts(self, count: int) -> None:
        """Admit a package of so many parts."""
        if count > self.limits.max_parts:
            raise _bomb(f"Tệp chứa {count} thành phần, quá giới hạn {self.limits.max_parts}.")

    def check_declared(self, size: int) -> None:
        """Admit a package whose header says that its parts inflate to so many bytes."""
        if size > self.limits.max_unpacked_bytes:
            raise _bomb("Tệp phình quá lớn khi giải nén.")

    def take_unpacked(self, size: int, *, part_size: int, packed: int) -> None:
        """Admit `size` more inflated bytes of a part that has given `part_size` so far from `packed` packed ones."""
        self._unpacked += size
        if self._unpacked > self.limits.max_unpacked_bytes or part_size > self.limits.max_part_bytes:
            raise _bomb("Tệp phình quá lớn khi giải nén.")
        if part_size > RATIO_FLOOR_BYTES and part_size > packed * self.limits.max_ratio:
            raise _bomb("Tệp nén với tỉ lệ bất thường (có thể là bom nén).")
        self.check_time()

    def take_paragraph(self) -> None:
        """Admit one more paragraph."""
        self._paragraphs += 1
        if self._paragraphs > self.limits.max_blocks:
            raise CannotRead(
                f"Tệp có quá {self.limits.max_blocks} đoạn văn.",
                "Tách tệp rồi đọc từng phần; nếu cần, nâng giới hạn max_blocks trong thiết lập.",
            )
        self.check_time()

    def check_nesting(self, depth: int) -> None:
        """Admit a container `depth` levels deep."""
        if depth > self.limits.max_nesting:
            raise too_nested(self.limits)

    def extend(self, seconds: float) -> None:
        """Grant time that does not count: what OCR takes has limits of its own, page by page."""
        self._deadline += seconds

    def check_time(self) -> None:
        """Go on only while there is time."""
        if self._clock() > self._deadline:
            raise CannotRead(
                f"Đọc tệp quá {self.limits.max_seconds:g} giây nên đã dừng.",
                "Tách tệp rồi đọc từng phần; nếu cần, nâng giới hạn max_seconds trong thiết lập.",
            )


def too_nested(limits: Limits) -> CannotRead:
    """The refusal of a document whose parts stand too deep in one another."""
    return CannotRead(
        f"Tệp có bảng hoặc khung lồng nhau quá {limits.max_nesting} tầng.",
        "Mở bằng Word, bỏ bảng lồng nhau, lưu lại rồi đọc lại.",
    )


def _bomb(cause: str) -> CannotRead:
    return CannotRead(cause, "Không mở tệp này nếu không rõ nguồn; xin lại tệp gốc từ nơi gửi.")


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f}" if size >= MEGABYTE else f"{size / MEGABYTE:.2g}"
