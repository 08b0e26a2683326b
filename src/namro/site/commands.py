"""The site's part of the command `namro`. Django is imported only when one of these runs.

Each command is a function of the parsed arguments that returns the exit code; `add_commands` registers them with
`set_defaults(run=...)`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from namro.agencies.shipped import SETS

OK, NOT_READY, REFUSED = 0, 1, 2
DEMO_CLOCK = "2025-06-20T08:00+07:00"


class Words:
    """Says a thing in the language that was asked for."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, vietnamese: str, english: str) -> str:
        return english if self.language == "en" else vietnamese


def add_commands(subparsers: Any, language: str = "vi") -> None:
    """Add the site's subcommands to the parser of `namro`, explained in Vietnamese or English."""
    say = Words(language)
    _add(subparsers, "migrate", migrate, say("tạo hoặc nâng cấp cơ sở dữ liệu", "make or upgrade the database"))
    _add(subparsers, "check", check, say("nói những gì chưa sẵn sàng", "say what is not ready"))
    serving = _add(subparsers, "serve", serve, say("chạy máy chủ", "run the server"))
    serving.add_argument("--host", default="127.0.0.1", help=say("địa chỉ nhận kết nối", "address to listen on"))
    serving.add_argument("--port", type=int, default=8000, help=say("cổng", "port"))
    serving.add_argument("--workers", type=int, default=2, help=say("số tiến trình", "processes"))
    serving.add_argument("--threads", type=int, default=4, help=say("số luồng mỗi tiến trình", "threads a process"))
    working = _add(subparsers, "worker", worker, say("chạy việc nền: đọc văn bản", "do the work of the queue"))
    working.add_argument(
        "--batch", action="store_true", help=say("làm hết việc đang chờ rồi dừng", "stop when the queue is empty")
    )
    ticking = _add(subparsers, "tick", tick, say("nhắc những gì đến hạn", "remind of what falls due"))
    ticking.add_argument(
        "--at", metavar="MOMENT", help=say("thay cho bây giờ", "instead of now") + ": 2025-06-20T08:00+07:00"
    )
    admin = _add(subparsers, "createadmin", createadmin, say("cấp tài khoản quản trị", "enter an administrator"))
    admin.add_argument("--username", help=say("tên đăng nhập", "sign-in name"))
    admin.add_argument("--name", help=say("họ và tên", "full name"))
    admin.add_argument("--email", help=say("thư công vụ", "work address"))
    admin.add_argument(
        "--password-stdin",
        action="store_true",
        help=say("đọc mật khẩu từ đầu vào chuẩn", "read the password from standard input"),
    )
    saving = _add(subparsers, "backup", backup, say("sao lưu trong khi đang dùng", "back up while in use"))
    saving.add_argument("file", type=Path, metavar="FILE")
    restoring = _add(
        subparsers, "restore", restore, say("khôi phục vào một nơi còn trống", "restore into an empty site")
    )
    restoring.add_argument("file", type=Path, metavar="FILE")
    listing = _add(subparsers, "routes", routes, say("liệt kê mọi địa chỉ của trang", "list every address of the site"))
    listing.add_argument("--format", choices=("table", "json"), default="table")
    trial = _add(subparsers, "demo", demo, say("chuẩn bị và chạy bản trình diễn", "make and serve the demonstration"))
    trial.add_argument(
        "--no-serve", action="store_true", help=say("chỉ chuẩn bị, không chạy máy chủ", "only make it, do not serve")
    )
    trial.add_argument("--port", type=int, default=8000, help=say("cổng", "port"))
    trial.add_argument(
        "--empty",
        action="store_true",
        help=say("chưa có văn bản nào: tự nhận và rà soát", "without documents: receive and review them yourself"),
    )
    trial.add_argument("--province", default="an-lam", metavar="SET", help=", ".join(SETS))
    _add_audit(subparsers, say)
    _add_agencies(subparsers, say)
    _add_reminders(subparsers, say)
    _add_papers(subparsers, say)


def migrate(args: argparse.Namespace) -> int:
    """Bring the database to the present form."""
    _setup()
    _migrate(verbosity=1)
    return OK


def check(args: argparse.Namespace) -> int:
    """Say what is not ready; 1 when something serious is among it."""
    _setup()
    from namro.site.readiness import findings

    found = findings()
    for finding in found:
        print(("[cần sửa] " if finding.serious else "[lưu ý] ") + finding.text)
    if not found:
        print("Sẵn sàng.")
    return NOT_READY if any(finding.serious for finding in found) else OK


def serve(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    _setup()
    from namro.site.readiness import findings

    if blocking := [finding for finding in findings() if finding.serious and "namro migrate" in finding.text]:
        print(blocking[0].text, file=sys.stderr)
        return NOT_READY
    _serve(args.host, args.port, args.workers, args.threads)
    return OK


def worker(args: argparse.Namespace) -> int:
    """Do the work of the queue until stopped."""
    _setup()
    from namro.site.worker import run

    run(batch=args.batch)
    return OK


def tick(args: argparse.Namespace) -> int:
    """Tell what fell due, once."""
    _setup()
    from namro.programs.delivering import deliver_webhooks
    from namro.programs.operations.webhooks import forget_delivered
    from namro.reminders.ticking import tick as run
    from namro.site import clock

    at = clock.now() if args.at is None else _moment(args.at)
    if at is None:
        print(f"--at {args.at}: ghi thời điểm có múi giờ, ví dụ 2025-06-20T08:00+07:00.", file=sys.stderr)
        return REFUSED
    done = run(at)
    print(f"{done.notices} nhắc việc, {done.digests} thư mới, {done.sent} thư đã gửi, {done.papers} dự thảo văn bản.")
    if told := deliver_webhooks(at):
        print(f"{told} lần gửi webhook.")
    forget_delivered(at)
    return OK


def reminders_simulate(args: argparse.Namespace) -> int:
    """Say whom the coming days would remind."""
    _setup()
    from namro.reminders.ticking import simulate
    from namro.site import clock
    from namro.words import day_in_words

    found = simulate(clock.today(), args.days)
    for one in found:
        told = f"số liệu của {one.agency}" if one.agency else f"{one.count} việc"
        print(f"{day_in_words(one.day):12} {one.person.name:32} {told}")
    print(f"{len(found)} thư trong {args.days} ngày, nếu không có gì thay đổi.")
    return OK


def createadmin(args: argparse.Namespace) -> int:
    """Enter an administrator, asking for what the arguments leave out."""
    _setup()
    from namro.agencies.errors import Refused
    from namro.site.administrator import create_administrator

    facts = {
        "username": args.username or input("Tên đăng nhập: "),
        "name": args.name or input("Họ và tên: "),
        "work_email": args.email or input("Thư công vụ: "),
    }
    try:
        create_administrator(**facts, password=_password(args.password_stdin))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    print(f"Đã cấp tài khoản quản trị {facts['username']}.")
    return OK


def backup(args: argparse.Namespace) -> int:
    """Write a backup, and say so only when it was read back whole."""
    _setup()
    from namro.backup.archive import write_backup
    from namro.backup.databases import BackupFailed
    from namro.site import clock
    from namro.site.administration import log_backup

    try:
        manifest = write_backup(args.file.absolute(), at=clock.now())
    except (BackupFailed, OSError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    size = args.file.stat().st_size
    log_backup(args.file, size, at=clock.now())
    print(f"Đã sao lưu {len(manifest['sha256'])} tệp vào {args.file} ({size} byte), đọc lại và kiểm tra đủ.")
    return OK


def restore(args: argparse.Namespace) -> int:
    """Restore a backup into an empty database and home."""
    _setup()
    from namro.backup.archive import restore_backup
    from namro.backup.databases import BackupFailed

    try:
        manifest = restore_backup(args.file)
    except (BackupFailed, OSError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    print(f"Đã khôi phục bản sao lưu lúc {manifest['made_at']}. Chạy namro migrate nếu bản này mới hơn.")
    return OK


def routes(args: argparse.Namespace) -> int:
    """List every address with its name, methods and roles."""
    _setup()
    from dataclasses import asdict

    from namro.site.routes import routes as all_routes

    found = all_routes()
    if args.format == "json":
        print(json.dumps([asdict(route) for route in found], ensure_ascii=False, indent=2))
        return OK
    for route in found:
        who = "ai cũng vào được" if route.anyone else ", ".join(route.roles)
        by = f" (khóa {route.scope})" if route.scope else ""
        print(f"{'/'.join(route.methods):9} {route.path:48} {route.name:34} {who}{by}")
    return OK


def demo(args: argparse.Namespace) -> int:
    """Make the demonstration if it is not there, and serve it."""
    home = Path(os.environ.get("NAMRO_HOME") or Path.home() / ".local/share/namro-demo")
    os.environ.update(
        NAMRO_HOME=str(home), NAMRO_DEMO="1", NAMRO_HTTPS="0", NAMRO_CLOCK_SET_AT=datetime.now(UTC).isoformat()
    )
    os.environ.setdefault("NAMRO_CLOCK", DEMO_CLOCK)
    os.environ.setdefault("NAMRO_LOG_LEVEL", "WARNING")
    _setup()
    from namro.site import clock
    from namro.site.demo import NotADemo, prepare, province_of, resume_clock

    province = _set_of_the_day(args.province, clock.today())
    if province not in SETS:
        return _no_such_set(province)
    _migrate(verbosity=0)
    try:
        made = prepare(home, province, clock.now(), history=not args.empty)
    except NotADemo as error:
        print(error, file=sys.stderr)
        return REFUSED
    if (there := province_of(home)) != province:
        print(f"{home} là bản trình diễn của {there}. Đặt NAMRO_HOME khác cho {province}.", file=sys.stderr)
        return REFUSED
    print(f"{'Đã tạo' if made else 'Đã có'} bản trình diễn trong {home} (số liệu minh họa).")
    if args.no_serve:
        return OK
    resume_clock()
    print(f"Mở http://localhost:{args.port} (Ctrl+C để dừng)")
    print("Tài khoản: lanhdao, phochutich, theodoi, xacnhan, thutruong, daumoi, daumoi2, thanhtra, quantri")
    print("Mật khẩu: namro-demo")
    sys.stdout.flush()
    _serve("127.0.0.1", args.port, workers=1, threads=8)
    return OK


def audit_verify(args: argparse.Namespace) -> int:
    """Find a changed, missing or cut-off row of the log."""
    _setup()
    from django.conf import settings

    from namro.audit.verification import BadAnchor, verify

    own = Path(settings.AUDIT_ANCHOR_FILE)
    anchor = args.anchor or (own if own.exists() else None)
    try:
        verdict = verify(anchor)
    except BadAnchor as error:
        print(error, file=sys.stderr)
        return REFUSED
    for fault in verdict.faults:
        print(f"dòng {fault.number}: {fault.reason}")
    checked = f"{verdict.count} dòng, {verdict.anchors} mốc"
    print(f"Nhật ký nguyên vẹn ({checked})." if verdict.is_whole else f"Nhật ký KHÔNG nguyên vẹn ({checked}).")
    return OK if verdict.is_whole else NOT_READY


def audit_anchor(args: argparse.Namespace) -> int:
    """Write an anchor now."""
    _setup()
    from django.conf import settings

    from namro.audit.operations import anchor

    print(json.dumps(anchor(args.file or Path(settings.AUDIT_ANCHOR_FILE))))
    return OK


def audit_protect(args: argparse.Namespace) -> int:
    """Print the SQL by which another role comes to own the log's table."""
    from namro.audit.ownership import PROTECT

    print(PROTECT)
    return OK


def agencies_import(args: argparse.Namespace) -> int:
    """Show what a workbook of agencies holds, and enter it when told so."""
    _setup()
    from namro.agencies.errors import Refused
    from namro.site.workbook_command import import_agencies

    try:
        return import_agencies(args.file, sure=args.yes)
    except (Refused, OSError) as error:
        print(f"{args.file}: {error}", file=sys.stderr)
        return REFUSED


def agencies_load(args: argparse.Namespace) -> int:
    """Enter a shipped set of agencies, or what is new in it."""
    if args.set not in SETS:
        return _no_such_set(args.set)
    _setup()
    from namro.agencies.errors import Refused
    from namro.site.load_command import load

    try:
        return load(args.set)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED


def agencies_template(args: argparse.Namespace) -> int:
    """Write the workbook to fill in."""
    _setup()
    from namro.agencies.imports.agencies import COLUMNS
    from namro.agencies.imports.workbook import template

    args.file.write_bytes(template(COLUMNS, "Đơn vị"))
    print(f"Đã ghi {args.file}.")
    return OK


def _add(subparsers: Any, name: str, run: Any, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def _add_audit(subparsers: Any, say: Words) -> None:
    words = say("nhật ký", "the log")
    parser = subparsers.add_parser("audit", help=words, description=words)
    acts = parser.add_subparsers(required=True, dest="act", metavar=say("VIỆC", "ACT"))
    verifying = _add(
        acts, "verify", audit_verify, say("tìm dòng bị sửa, mất hoặc bị cắt", "find a changed, missing or cut-off row")
    )
    verifying.add_argument(
        "--anchor",
        type=Path,
        metavar="FILE",
        help=say("tệp mốc giữ ngoài cơ sở dữ liệu", "anchor file kept outside the database"),
    )
    anchoring = _add(acts, "anchor", audit_anchor, say("ghi mốc ngay bây giờ", "write an anchor now"))
    anchoring.add_argument("--file", type=Path, metavar="FILE", help=say("nơi ghi", "where to"))
    protect = say(
        "in SQL giao bảng nhật ký cho vai trò riêng", "print the SQL that gives the table to a role of its own"
    )
    _add(acts, "protect", audit_protect, protect + " (PostgreSQL)")


def _add_agencies(subparsers: Any, say: Words) -> None:
    words = say("đơn vị", "agencies")
    parser = subparsers.add_parser("agencies", help=words, description=words)
    acts = parser.add_subparsers(required=True, dest="act", metavar=say("VIỆC", "ACT"))
    importing = _add(acts, "import", agencies_import, say("nhập từ bảng tính", "enter agencies from a workbook"))
    importing.add_argument("file", type=Path, metavar="FILE.xlsx")
    importing.add_argument(
        "--yes", action="store_true", help=say("nhập luôn các dòng đúng, không hỏi", "enter the good rows unasked")
    )
    loading = _add(
        acts, "load", agencies_load, say("nhập danh bạ có sẵn của một tỉnh", "enter a shipped set of agencies")
    )
    loading.add_argument("set", metavar="SET", help=", ".join(SETS))
    writing = _add(acts, "template", agencies_template, say("ghi tệp mẫu để điền", "write the workbook to fill in"))
    writing.add_argument("file", type=Path, metavar="FILE.xlsx")


def _add_reminders(subparsers: Any, say: Words) -> None:
    words = say("nhắc việc", "reminders")
    parser = subparsers.add_parser("reminders", help=words, description=words)
    acts = parser.add_subparsers(required=True, dest="act", metavar=say("VIỆC", "ACT"))
    foreseeing = _add(acts, "simulate", reminders_simulate, say("nói sẽ nhắc ai", "say whom the coming days remind"))
    foreseeing.add_argument("--days", type=int, default=30, help=say("số ngày", "days"))


def _add_papers(subparsers: Any, say: Words) -> None:
    from namro.site.paper_command import add_papers

    words = say("văn bản đi: báo cáo tháng, công văn đôn đốc …", "papers that come out")
    parser = subparsers.add_parser("paper", help=words, description=words)
    parser.set_defaults(start=_setup)
    add_papers(parser.add_subparsers(required=True, dest="act", metavar=say("VIỆC", "ACT")), say)


def _moment(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _set_of_the_day(name: str, day: date) -> str:
    """A province's name without a date means its set of the day: thai-nguyen is thai-nguyen-2025-03 in June 2025."""
    dated = sorted(one for one in SETS if one.startswith(f"{name}-2"))
    return max((one for one in dated if one <= f"{name}-{day:%Y-%m}"), default=name)


def _no_such_set(name: str) -> int:
    print(f"Không có danh bạ {name!r}. Chọn: {', '.join(SETS)}.", file=sys.stderr)
    return REFUSED


def _setup() -> None:
    """Start Django; a refused setting ends the command with its one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.site.settings")
    import django

    from namro.site.environment import BadSetting

    try:
        django.setup()
    except BadSetting as error:
        print(error, file=sys.stderr)
        raise SystemExit(REFUSED) from None


def _migrate(verbosity: int) -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    from namro.site.server import serve as run

    run(host, port, workers=workers, threads=threads)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    from getpass import getpass

    first = getpass("Mật khẩu: ")
    if first != getpass("Nhập lại mật khẩu: "):
        print("Hai lần nhập khác nhau.", file=sys.stderr)
        raise SystemExit(REFUSED)
    return first
