"""The parts of a Word package: a zip of XML files, opened with every guard that a stranger's file needs."""

from __future__ import annotations

import posixpath
import zipfile

from lxml import etree

from namro.reading.errors import CannotRead
from namro.reading.sources.docx.names import STRICT_NAMES
from namro.reading.sources.kinds import refusal
from namro.reading.sources.limits import Budget, too_nested
from namro.reading.sources.zipped import ZIP_ERRORS, UnsafeXml, inflated, is_locked, open_zip, parsed

_USUAL_MAIN_PART = "word/document.xml"


class Package:
    """A .docx opened. Raises CannotRead for every other zip, and for one that is damaged, locked or carries macros."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = open_zip(data, budget)
        except ZIP_ERRORS as error:
            raise _damaged() from error
        # Part names ignore case, and some writers use the wrong slash.
        self._parts = {info.filename.replace("\\", "/").lower().lstrip("/"): info for info in self._zip.infolist()}
        self._relations: dict[str, list[tuple[str, str]]] = {}
        self._refuse_other_kinds()
        self.main_name = self._main_name()

    def document(self) -> etree._Element:
        """The root of the main part."""
        root = self.part(self.main_name)
        if root is None:
            raise _damaged("Tệp Word thiếu phần nội dung (word/document.xml).")
        return root

    def related(self, kind: str) -> list[str]:
        """The names of the parts that the main part points to as "styles", "numbering", "footnotes", "header" …"""
        found = self._targets(self.main_name, f"/{kind}")
        usual = posixpath.join(posixpath.dirname(self.main_name), f"{kind}.xml")
        return found or ([usual] if usual in self._parts else [])

    def first(self, kind: str) -> etree._Element | None:
        """The root of the one part of that kind, or None."""
        for name in self.related(kind):
            return self.part(name)
        return None

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, or None where there is none of that name."""
        info = self._parts.get(name)
        return None if info is None else self._parsed(self._inflated(info))

    def _refuse_other_kinds(self) -> None:
        names = self._parts
        if any(is_locked(info) for info in names.values()):
            raise CannotRead("Tệp nén có mật khẩu nên không mở được.", "Bỏ mật khẩu, giải nén rồi đọc lại.")
        if any(name.endswith("vbaproject.bin") for name in names) or self._declares_macros():
            raise refusal("docm")
        if "mimetype" in names:
            kind = self._inflated(names["mimetype"])[:200]
            if b"opendocument" in kind:
                raise refusal("odt" if b"opendocument.text" in kind else "opendocument")
        for folder, kind_name in (("xl/", "xls"), ("ppt/", "ppt")):
            if any(name.startswith(folder) for name in names):
                raise refusal(kind_name)
        if not any(name.startswith("word/") for name in names) and "[content_types].xml" not in names:
            raise refusal("archive")
        self._budget.check_declared(sum(info.file_size for info in names.values()))

    def _declares_macros(self) -> bool:
        types = self._parts.get("[content_types].xml")
        return types is not None and b"macroenabled" in self._inflated(types).lower()

    def _main_name(self) -> str:
        for name in self._targets("", "/officedocument"):
            if name in self._parts:
                return name
        return _USUAL_MAIN_PART

    def _targets(self, source: str, kind: str) -> list[str]:
        """The parts that a part points to as being of a kind; "" is the package itself."""
        if source not in self._relations:
            self._relations[source] = self._read_relations(source)
        return [target for of_kind, target in self._relations[source] if of_kind.endswith(kind)]

    def _read_relations(self, source: str) -> list[tuple[str, str]]:
        folder, file = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [
            (
                relation.get("Type", "").lower(),
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lower().lstrip("/"),
            )
            for relation in (() if root is None else root)
            if relation.get("TargetMode") != "External"
        ]

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return inflated(self._zip, info, self._budget)
        except ZIP_ERRORS as error:
            raise _damaged() from error

    def _parsed(self, data: bytes) -> etree._Element:
        for strict, usual in STRICT_NAMES:
            data = data.replace(strict, usual) if strict in data[:4096] else data
        try:
            return parsed(data)
        except UnsafeXml as error:
            raise _unsafe() from error
        except etree.XMLSyntaxError as error:
            if "xcessive depth" in str(error):
                raise too_nested(self._budget.limits) from error
            raise _damaged() from error


def _damaged(cause: str = "Tệp Word bị hỏng hoặc tải thiếu.") -> CannotRead:
    return CannotRead(cause, "Xin lại hoặc tải lại tệp gốc; nếu Word mở được, lưu lại thành .docx rồi đọc lại.")


def _unsafe() -> CannotRead:
    return CannotRead("Tệp Word chứa khai báo XML không an toàn.", "Mở bằng Word, lưu lại thành .docx rồi đọc lại.")
