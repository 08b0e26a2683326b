"""The site's part of the command `namro`. Django is imported only when one of these runs.

Each command is a function of the parsed arguments that returns the exit code; `add_commands` registers them with
`set_defaults(run=...)`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

OK, NOT_READY, REFUSED = 0, 1, 2
DEMO_CLOCK = "2025-06-20T08:00+07:00"


def add_commands(subparsers: Any) -> None:
    """Add the site's subcommands to the parser of `namro`."""
    _add(subparsers, "migrate", migrate, "tạo hoặc nâng cấp cơ sở dữ liệu")
    _add(subparsers, "check", check, "nói những gì chưa sẵn sàng")
    serving = _add(subparsers, "serve", serve, "chạy máy chủ")
    serving.add_argument("--host", default="127.0.0.1", help="địa chỉ nhận kết nối (mặc định %(default)s)")
    serving.add_argument("--port", type=int, default=8000, help="cổng (mặc định %(default)s)")
    serving.add_argument("--workers", type=int, default=2, help="số tiến trình (mặc định %(default)s)")
    serving.add_argument("--threads", type=int, default=4, help="số luồng mỗi tiến trình (mặc định %(default)s)")
    working = _add(subparsers, "worker", worker, "chạy việc nền: đọc văn bản")
    working.add_argument("--batch", action="store_true", help="làm hết việc đang chờ rồi dừng")
    admin = _add(subparsers, "createadmin", createadmin, "cấp tài khoản quản trị")
    admin.add_argument("--username", help="tên đăng nhập")
    admin.add_argument("--name", help="họ và tên")
    admin.add_argument("--email", help="thư công vụ")
    admin.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")
    listing = _add(subparsers, "routes", routes, "liệt kê mọi địa chỉ của trang")
    listing.add_argument("--format", choices=("table", "json"), default="table")
    demo_parser = _add(subparsers, "demo", demo, "chuẩn bị và chạy bản trình diễn")
    demo_parser.add_argument("--no-serve", action="store_true", help="chỉ chuẩn bị dữ liệu, không chạy máy chủ")
    demo_parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định %(default)s)")
    demo_parser.add_argument("--province", default="an-lam", help="an-lam (mặc định) hoặc thai-nguyen")
    _add_audit(subparsers)
    _add_agencies(subparsers)


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
        print(f"{'/'.join(route.methods):9} {route.path:48} {route.name:34} {who}")
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
    from namro.agencies.imports.province import provinces
    from namro.site import clock
    from namro.site.demo import NotADemo, prepare, province_of

    if args.province not in provinces():
        print(f"Không có tỉnh {args.province!r}. Chọn: {', '.join(provinces())}.", file=sys.stderr)
        return REFUSED
    _migrate(verbosity=0)
    try:
        made = prepare(home, args.province, clock.now())
    except NotADemo as error:
        print(error, file=sys.stderr)
        return REFUSED
    if (there := province_of(home)) != args.province:
        print(f"{home} là bản trình diễn của {there}. Đặt NAMRO_HOME khác cho {args.province}.", file=sys.stderr)
        return REFUSED
    print(f"{'Đã tạo' if made else 'Đã có'} bản trình diễn trong {home} (số liệu minh họa).")
    if args.no_serve:
        return OK
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


def _add_audit(subparsers: Any) -> None:
    parser = subparsers.add_parser("audit", help="nhật ký", description="nhật ký")
    acts = parser.add_subparsers(required=True, metavar="VIỆC")
    verifying = _add(acts, "verify", audit_verify, "tìm dòng bị sửa, mất hoặc bị cắt")
    verifying.add_argument("--anchor", type=Path, metavar="TỆP", help="tệp mốc giữ ngoài cơ sở dữ liệu")
    anchoring = _add(acts, "anchor", audit_anchor, "ghi mốc ngay bây giờ")
    anchoring.add_argument("--file", type=Path, metavar="TỆP", help="nơi ghi (mặc định trong NAMRO_HOME)")
    _add(acts, "protect", audit_protect, "in câu lệnh SQL giao bảng nhật ký cho vai trò riêng (PostgreSQL)")


def _add_agencies(subparsers: Any) -> None:
    parser = subparsers.add_parser("agencies", help="đơn vị", description="đơn vị")
    acts = parser.add_subparsers(required=True, metavar="VIỆC")
    importing = _add(acts, "import", agencies_import, "nhập đơn vị từ bảng tính")
    importing.add_argument("file", type=Path, metavar="TỆP.xlsx")
    importing.add_argument("--yes", action="store_true", help="nhập luôn các dòng đúng, không hỏi")
    writing = _add(acts, "template", agencies_template, "ghi tệp mẫu để điền")
    writing.add_argument("file", type=Path, metavar="TỆP.xlsx")


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
