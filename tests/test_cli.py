"""The command namro: forms, exit codes, only the result on standard output, and one bad file that stops nothing."""

import csv
import json
import os
import string
import subprocess
import sys
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pytest
from icalendar import Calendar

from namro import __version__
from namro.cli import main
from namro.cli.registers import _due_day, working_calendar
from namro.cli.wording import TEXTS
from namro.reading.model import Deadline, Head, Span

DIRECTIVE = """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SÔNG LAM | Độc lập - Tự do - Hạnh phúc
Số: 05/CT-UBND | Sông Lam, ngày 10 tháng 3 năm 2025

CHỈ THỊ
Về một số nhiệm vụ trọng tâm

Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nhiệm vụ sau:

1. Sở Tài chính

- Chủ trì, phối hợp với Sở Xây dựng lập Kế hoạch vốn, báo cáo UBND tỉnh trước ngày 15/3/2025.

- Định kỳ trước ngày mùng 03 hàng tháng báo cáo UBND tỉnh kết quả giải ngân.

2. Sở Tư pháp

- Rà soát văn bản, hoàn thành trong quý II/2025.
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "chi-thi.txt"
    path.write_text(DIRECTIVE, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "hong.docx"
    path.write_bytes(b"")
    return path


@pytest.fixture
def run(capsys):
    """The command in this process: its exit code, standard output and standard error."""

    def call(*arguments):
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def outside(*arguments, **environment):
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "namro", *map(str, arguments)],
        capture_output=True,
        timeout=60,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
    )


def places(text):
    """The names in braces."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


class TestForms:
    def test_a_table_is_the_form_unless_asked(self, run, document):
        code, out, err = run("read", document)
        assert code == 0 and err == ""
        assert out.startswith("Chỉ thị số 05/CT-UBND") and "Sở Tư pháp" in out

    def test_json_of_one_document_is_an_object(self, run, document):
        code, out, err = run("read", document, "--format", "json")
        made = json.loads(out)
        assert code == 0 and err == "" and made["document"]["number"] == "05/CT-UBND"
        assert [task["leads"] for task in made["tasks"]] == [["Sở Tài chính"], ["Sở Tài chính"], ["Sở Tư pháp"]]

    def test_json_of_several_is_an_array_in_order_with_the_refused_in_its_place(self, run, document, bad):
        code, out, err = run("read", document, bad, document, "--format", "json")
        made = json.loads(out)
        assert code == 2 and [("tasks" in one) for one in made] == [True, False, True]
        assert made[1]["file"] == str(bad) and made[1]["error"]
        assert str(bad) in err and "2/3" in err

    def test_csv_of_several_has_one_head(self, run, document):
        _, out, _ = run("read", document, document, "--format", "csv")
        found = list(csv.reader(StringIO(out.removeprefix("\ufeff"), newline="")))
        assert out.startswith("\ufeff") and len(found) == 7

    def test_ics(self, run, document):
        _, out, _ = run("read", document, "--format", "ics")
        days = {event["DTSTART"].to_ical() for event in Calendar.from_ical(out).walk("VEVENT")}
        assert {b"20250314", b"20250630", b"20250402"} == days

    def test_html(self, run, document):
        _, out, _ = run("read", document, "--format", "html")
        assert out.startswith("<!doctype html>") and 'id="d3"' in out and 'id="n3"' in out

    def test_xlsx_and_docx_go_to_files(self, run, document, tmp_path):
        for form, opens in (("xlsx", openpyxl.load_workbook), ("docx", docx.Document)):
            target = tmp_path / f"so.{form}"
            code, out, err = run("read", document, "--format", form, "--out", target)
            assert (code, out) == (0, "") and str(target) in err
            opens(BytesIO(target.read_bytes()))

    def test_a_sheet_for_each_agency(self, run, document, tmp_path):
        run("read", document, "--format", "xlsx", "--by-agency", "--out", tmp_path / "so.xlsx")
        assert openpyxl.load_workbook(tmp_path / "so.xlsx").sheetnames[1:] == ["Sở Tài chính", "Sở Tư pháp"]


class TestDueDays:
    """Terms meet the calendar at the command's door."""

    @pytest.mark.parametrize(
        ("since", "day"),
        [
            (None, date(2025, 3, 17)),  # 5 working days after Monday 10 March
            ("ngày ký", date(2025, 3, 17)),
            ("ngày ban hành Chỉ thị này", date(2025, 3, 17)),
            ("ngày ký ban hành văn bản", date(2025, 3, 17)),
            ("ngày ban hành Nghị quyết số 25/NQ-CP", None),  # another document's day
            ("ngày nhận đủ hồ sơ", None),
        ],
    )
    def test_a_term_counts_from_the_signing_of_the_document_itself(self, since, day):
        term = Deadline("", Span(0, 1), "within", None, "test", 1, 5, "working_day", since)
        due = _due_day(term, Head(kind="chỉ thị", issued_on="2025-03-10"), working_calendar())
        assert (due and due.day) == day

    def test_days_off_are_known(self):
        """Five working days from Friday 25 April: 26 April is worked, 30 April to 2 May are off."""
        term = Deadline("", Span(0, 1), "within", None, "test", 1, 5, "working_day", None)
        due = _due_day(term, Head(issued_on="2025-04-25"), working_calendar())
        assert due.day == date(2025, 5, 6) and due.why.startswith("Chậm nhất thứ Ba, 06/5/2025: ")


class TestSeveral:
    def test_a_folder_gives_a_file_for_each_document(self, run, document, bad, tmp_path):
        (tmp_path / "con").mkdir()
        (tmp_path / "con" / "chi-thi.txt").write_text(DIRECTIVE, encoding="utf-8")
        (tmp_path / "nhac.mp3").write_bytes(b"x")
        out = tmp_path / "kết quả"
        code, said, err = run("read", tmp_path, "--format", "html", "--out", out)
        assert (code, said) == (2, "") and "Bỏ qua 1 tệp" in err and "2/3" in err
        assert sorted(path.name for path in out.iterdir()) == ["chi-thi.html", "chi-thi.txt.html"]

    def test_results_in_the_folder_are_not_read_the_next_time(self, run, document, tmp_path):
        for _ in range(2):
            code, _, err = run("read", tmp_path, "--format", "docx", "--out", tmp_path / "ra")
            assert code == 0 and "1/1" in err

    def test_an_empty_folder_is_refused(self, run, tmp_path):
        code, out, err = run("read", tmp_path, "--format", "json")
        assert code == 2 and json.loads(out) == [] and str(tmp_path) in err

    def test_a_file_that_is_not_there_does_not_stop_the_rest(self, run, document, tmp_path):
        code, out, err = run("read", tmp_path / "không có.txt", document)
        assert code == 2 and "Sở Tư pháp" in out and "Không tìm thấy tệp" in err

    def test_a_fault_of_the_program_does_not_stop_the_rest(self, run, document, monkeypatch):
        import namro.reading

        def fails(path):
            raise RuntimeError("hỏng\ntiếp")

        monkeypatch.setattr(namro.reading, "read", fails)
        code, _, err = run("read", document, document)
        assert code == 2 and err.count("RuntimeError: hỏng tiếp") == 2


class TestRefusals:
    def test_the_error_is_one_line_with_the_file(self, run, bad):
        code, out, err = run("read", bad)
        assert (code, out) == (2, "") and err.count("\n") == 1 and err.startswith(f"Không đọc được {bad}: ")

    def test_nothing_is_written_for_a_refused_document(self, run, bad, tmp_path):
        target = tmp_path / "so.json"
        assert run("read", bad, "--format", "json", "--out", target)[0] == 2
        assert not target.exists() and list(tmp_path.iterdir()) == [bad]

    def test_a_document_is_never_overwritten(self, run, document, tmp_path):
        link = tmp_path / "lien-ket.txt"
        link.symlink_to(document)
        for target in (document, link):
            assert run("read", document, "--out", target)[0] == 2
        assert document.read_text(encoding="utf-8") == DIRECTIVE

    def test_a_file_stays_as_it_was_when_writing_fails(self, run, document, tmp_path, monkeypatch):
        target = tmp_path / "so.csv"
        target.write_text("cũ", encoding="utf-8")
        monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        code, _, err = run("read", document, "--format", "csv", "--out", target)
        assert code == 2 and "No space left" in err
        assert target.read_text(encoding="utf-8") == "cũ" and sorted(tmp_path.iterdir()) == [document, target]

    @pytest.mark.parametrize("target", ["khong/co/so.csv", "thu-muc"])
    def test_a_place_that_cannot_be_written_is_told(self, run, document, tmp_path, target):
        (tmp_path / "thu-muc").write_text("", encoding="utf-8")
        form = ("csv", target) if "so" in target else ("html", target + "/")
        code, _, err = run(
            "read",
            document,
            "--format",
            form[0],
            "--out",
            tmp_path / form[1] if form[0] == "csv" else f"{tmp_path}/{form[1]}",
        )
        assert code == 2 and err.startswith("Không ghi được ")

    def test_a_device_is_written_to_and_stays_a_device(self, run, document):
        assert run("read", document, "--format", "csv", "--out", "/dev/null")[0] == 0
        assert not Path("/dev/null").is_file()


class TestLint:
    CLEAN = "Sở Tài chính lập Kế hoạch vốn, báo cáo UBND tỉnh trước ngày 14/3/2025."

    def test_findings_give_1(self, run, document):
        code, out, err = run("lint", document)
        assert code == 1 and err == "" and "Rõ thời gian" not in err and "điểm cần xem" in out

    def test_a_clean_draft_gives_0(self, run, tmp_path):
        draft = tmp_path / "sach.txt"
        draft.write_text(DIRECTIVE.partition("1. Sở")[0] + self.CLEAN, encoding="utf-8")
        code, out, _ = run("lint", draft)
        assert code == 0 and "Không có điểm nào cần sửa." in out

    def test_a_refused_document_gives_2_and_the_rest_is_told(self, run, document, bad):
        code, out, err = run("lint", bad, document, "--format", "json")
        made = json.loads(out)
        assert code == 2 and set(made[0]) == {"file", "error"} and made[1]["findings"] and str(bad) in err

    def test_json_of_one_is_an_object(self, run, document, bad):
        assert json.loads(run("lint", document, "--format", "json")[1])["file"] == str(document)
        assert json.loads(run("lint", bad, "--format", "json")[1])["file"] == str(bad)


class TestCommandLine:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["doc"], "không nhận “doc”"),
            (["read"], "Chưa nêu văn bản nào."),
            (["read", "a.txt", "--format", "pdf"], "--format không nhận “pdf”. Chọn: table, json"),
            (["read", "a.txt", "--out"], "--out cần một giá trị"),
            (["read", "a.txt", "--ngay"], "“--ngay”"),
            (["read", "a.txt", "--by-agency"], "--format xlsx"),
            (["read", "a.txt", "--format", "xlsx"], "Thêm --out TỆP"),
            (["read", "a.txt", "b.txt", "--format", "html"], "Thêm --out THƯ_MỤC"),
            (["--lang", "en", "read", "a.txt", "--format", "pdf"], "--format does not take “pdf”"),
        ],
    )
    def test_a_command_written_wrong(self, run, arguments, said):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "") and said in err and err.count("\n") == 1

    def test_help_in_both_languages(self, run):
        assert run("read", "--help")[1].startswith("Cách dùng: namro read")
        assert run("read", "--help", "--lang", "en")[1].startswith("Usage: namro read")
        assert run("--lang=en", "--help")[1].startswith("Usage: namro")

    def test_version(self, run):
        assert run("--version")[:2] == (0, f"namro {__version__}\n")

    @pytest.mark.parametrize("key", TEXTS)
    def test_every_text_has_both_languages_with_the_same_places(self, key):
        vietnamese, english = TEXTS[key]
        assert vietnamese and english
        assert places(vietnamese) == places(english)


class TestOutside:
    def test_utf8_whatever_the_locale(self, document):
        ended = outside("read", document, LANG="C", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert ended.returncode == 0 and "Chỉ thị số 05/CT-UBND" in ended.stdout.decode("utf-8")
        assert b"\x1b" not in ended.stdout

    def test_the_width_is_the_terminals(self, document):
        for width in (80, 160):
            lines = outside("read", document, COLUMNS=str(width)).stdout.decode().splitlines()
            assert max(map(len, lines)) == width

    def test_a_reader_that_goes_away(self, document):
        command = (
            f'"{sys.executable}" -m namro read "{document}" "{document}" --format json | true; echo ${{PIPESTATUS[0]}}'
        )
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        ended = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False, env=environment)
        assert ended.stdout.strip() in (b"141", b"0") and b"Traceback" not in ended.stderr

    def test_help_comes_at_once(self):
        """Only what help needs is imported: no reader, no export, no library of ours."""
        program = (
            "import sys; from namro.cli import main\n"
            "try: main(['--version'])\n"
            "except SystemExit: pass\n"
            "ours = ('lxml', 'jinja2', 'docx', 'xlsxwriter', 'icalendar')\n"
            "print([n for n in sys.modules if n.split('.')[0] in ours or n.startswith('namro.reading')])"
        )
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        ended = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, timeout=60, check=True, env=environment
        )
        assert ended.stdout.decode().splitlines()[-1] == "[]"
