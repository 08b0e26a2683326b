"""`namro paper`: the papers that come out, from the shell, and a snapshot held against the records."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from namro.cli.outputs import CannotWrite, folder_of_results, write_whole
from namro.cli.wording import Speech

OK, DIFFERS, REFUSED = 0, 1, 2
FORMATS = ("json", "docx", "pdf", "xlsx")
# Said here, not asked of namro.papers, which needs Django: the help has to come at once. A test compares them.
KINDS = {
    "monthly": ("báo cáo tháng về thực hiện văn bản", "the monthly report on a directive"),
    "urging": ("công văn đôn đốc", "a letter that urges"),
    "brief": ("tóm tắt một trang cho phiên họp", "one page for a meeting"),
    "annex": ("phụ lục nhiệm vụ của văn bản", "the task annex of a directive"),
    "extension": ("văn bản về việc gia hạn", "the answer to a request for another day"),
    "directions": ("tổng hợp ý kiến chỉ đạo và kết quả", "a digest of directions and what became of them"),
}

ID: dict[str, Any] = {"type": int, "metavar": "ID"}
# name, how it is parsed, what it is for
OPTIONS: tuple[tuple[str, dict[str, Any], tuple[str, str]], ...] = (
    (
        "--directive",
        ID | {"required": True},
        ("số của văn bản giao nhiệm vụ trên hệ thống", "the directive, by its id"),
    ),
    (
        "--as-of",
        {"required": True, "metavar": "ISO"},
        ("thời điểm lấy số liệu: 2025-06-20T08:00 hoặc 2025-06-20", "as of when: 2025-06-20T08:00 or 2025-06-20"),
    ),
    (
        "--since",
        {"metavar": "ISO"},
        ("đầu kỳ; mặc định một tháng trước", "start of the period; a month before if left out"),
    ),
    ("--format", {"choices": FORMATS, "default": "json"}, ("dạng; mặc định json", "form; json if left out")),
    ("--out", {"type": Path, "metavar": "PATH"}, ("tệp hoặc thư mục để ghi", "file or folder to write")),
    ("--issuer", ID, ("đơn vị ban hành; mặc định cơ quan theo dõi", "who issues it; the tracker if left out")),
    ("--signer", ID, ("người ký; mặc định cấp trưởng", "who signs; the head if left out")),
    ("--unit", {"default": "", "metavar": "TH"}, ("viết tắt đơn vị soạn thảo", "the drafting unit, in short")),
)
OPTIONS_OF: dict[str, tuple[tuple[str, dict[str, Any], tuple[str, str]], ...]] = {
    "urging": (
        ("--agency", ID, ("gửi riêng một đơn vị", "to one agency")),
        ("--each", {"action": "store_true"}, ("mỗi đơn vị chậm một công văn", "a letter for each that is late")),
        ("--reply-by", {"metavar": "DATE"}, ("hạn trả lời", "by when an answer is wanted")),
    ),
    "annex": (("--agency", ID, ("chỉ nhiệm vụ của một đơn vị", "only the tasks of one agency")),),
    "extension": (("--extension", ID | {"required": True}, ("số của đề nghị gia hạn", "the request, by its id")),),
}


class Refusal(Exception):
    """What was asked for cannot be done; `str(error)` is the one line for the person."""


def add_papers(acts: Any, say: Any) -> None:
    """Add `list`, `verify` and each kind to the parser of `namro paper`. It brings `start`, which starts Django."""
    listing = acts.add_parser("list", help=say("liệt kê các loại văn bản", "list the kinds of papers"))
    listing.set_defaults(run=paper_list, language=say.language)
    words = say("lấy lại số liệu từ sổ và nói chỗ khác tệp", "take a snapshot again and say what differs from the file")
    verifying = acts.add_parser("verify", help=words, description=words)
    verifying.add_argument("file", type=Path, metavar="FILE.json")
    verifying.set_defaults(run=paper_verify)
    for kind, (vietnamese, english) in KINDS.items():
        words = say(vietnamese, english)
        making = acts.add_parser(kind, help=words, description=words)
        making.set_defaults(run=paper_make, kind=kind, language=say.language)
        for option, values, told in (*OPTIONS, *OPTIONS_OF.get(kind, ())):
            making.add_argument(option, help=say(*told), **values)


def paper_list(args: argparse.Namespace) -> int:
    """Name the kinds."""
    english = args.language == "en"
    for kind, words in KINDS.items():
        print(f"{kind:12} {words[english]}")
    return OK


def paper_make(args: argparse.Namespace) -> int:
    """Take the snapshot and write it in the form that was asked for. What is missing in it goes to standard error."""
    args.start()
    from namro.papers.rendering.errors import CannotPrint
    from namro.papers.snapshots import NotTaken

    try:
        _make(args)
    except (Refusal, NotTaken, CannotPrint, CannotWrite) as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return OK


def paper_verify(args: argparse.Namespace) -> int:
    """Say what differs, a line each; 1 where something does."""
    args.start()
    from namro.papers.snapshots import NotASnapshot, verify

    try:
        found = verify(json.loads(args.file.read_text(encoding="utf-8")))
    except OSError as error:
        print(f"Không đọc được {args.file}: {error.strerror or error}.", file=sys.stderr)
        return REFUSED
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        print(f"{args.file} không phải tệp JSON. Chọn tệp do “namro paper … --format json” ghi.", file=sys.stderr)
        return REFUSED
    except NotASnapshot as error:
        print(f"{args.file}: {error}", file=sys.stderr)
        return REFUSED
    for one in found:
        print(f"{one.place}: tệp ghi {one.file}; sổ là {one.records}")
    print("Ảnh chụp khớp với sổ." if not found else f"Khác {len(found)} chỗ.")
    return DIFFERS if found else OK


def _make(args: argparse.Namespace) -> None:
    from namro.agencies.models import Agency, Person
    from namro.directives.models import Directive
    from namro.life.models import Extension
    from namro.papers.snapshots import take

    speech = Speech(args.language)
    if args.format != "json" and args.out is None:
        raise Refusal(f"Dạng {args.format} cần --out: tệp hoặc thư mục để ghi.")
    asked: dict[str, Any] = {
        "directive": _one(Directive, args.directive, "văn bản"),
        "at": _moment(args.as_of, "--as-of"),
        "since": _moment(args.since, "--since") if args.since else None,
        "issuer": _one(Agency, args.issuer, "đơn vị"),
        "signer": _one(Person, args.signer, "người"),
        "unit": args.unit,
    }
    if args.kind == "extension":
        asked["extension"] = _one(Extension, args.extension, "đề nghị gia hạn")
    if args.kind == "urging":
        reply_by = _moment(args.reply_by, "--reply-by").date() if args.reply_by else None
        asked["reply_by"] = reply_by
    if hasattr(args, "agency"):
        asked["agency"] = _one(Agency, args.agency, "đơn vị")
    if getattr(args, "each", False):
        if args.agency is not None:
            raise Refusal("Chọn --agency hoặc --each, không chọn cả hai.")
        if args.out is None:
            raise Refusal("--each cần --out: thư mục để ghi.")
        folder = folder_of_results(args.out, speech)
        agencies = list(_late(take("urging", **asked).payload))
        if not agencies:
            raise Refusal("Không có đơn vị nào có nhiệm vụ quá hạn, sắp đến hạn hoặc thiếu báo cáo.")
        for agency in agencies:
            taken = take("urging", **(asked | {"agency": Agency.objects.get(pk=agency)}))
            name = f"urging-{args.directive}-{agency}-{_day(args.as_of)}.{args.format}"
            _write(taken.payload, taken.text, args.format, folder / name, speech)
        return
    taken = take(args.kind, **asked)
    for finding in taken.payload["findings"]:
        print(finding, file=sys.stderr)
    out = args.out
    if out is not None and (out.is_dir() or str(args.out).endswith("/")):
        out = folder_of_results(out, speech) / f"{args.kind}-{args.directive}-{_day(args.as_of)}.{args.format}"
    _write(taken.payload, taken.text, args.format, out, speech)


def _late(payload: dict[str, Any]) -> Iterator[int]:
    late = {row["agency"]: None for row in payload["rows"] if row["timeliness"] in ("overdue", "due_soon")}
    yield from late | {one["agency"]: None for one in payload["lists"]["reports"] if one["state"] == "missing"}


def _write(payload: dict[str, Any], text: str, form: str, out: Path | None, speech: Speech) -> None:
    from namro.papers import rendering

    if out is None:
        print(text)
        return
    draw = {
        "json": lambda: text.encode() + b"\n",
        "docx": lambda: rendering.to_docx(payload, payload["body"]),
        "pdf": lambda: rendering.to_pdf(payload, payload["body"]),
        "xlsx": lambda: rendering.to_xlsx(payload),
    }
    write_whole(out, [draw[form]()], [], speech)


def _one(model: Any, pk: int | None, what: str) -> Any:
    if pk is None:
        return None
    found = model.objects.filter(pk=pk).first()
    if found is None:
        raise Refusal(f"Không có {what} số {pk}.")
    return found


def _moment(written: str, option: str) -> datetime:
    """A moment of the office; a day alone is its end."""
    from django.utils import timezone

    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            at = datetime.combine(date.fromisoformat(written), time(23, 59, 59))
        else:
            at = datetime.fromisoformat(written)
    except ValueError:
        raise Refusal(f"{option} {written!r} không phải thời điểm. Viết như 2025-06-20T08:00.") from None
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def _day(written: str) -> str:
    return written[:10]
