"""The points of Decree 30/2020/NĐ-CP that a document shows of itself: of Appendix I, part I, where no other is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from namro.papers.checking import Check
from namro.papers.checking.reading import Line, Read, Section, Table
from namro.papers.rendering.faces import width
from namro.papers.rendering.prepared import END, MOTTO, in_capitals

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FACE = "Times New Roman"
_SLACK = 0.6  # millimetres; Word counts in twentieths of a point
_NUMBER = re.compile(r"^Số:\s*(?P<number>\d{2,})?\s*/(?P<symbol>\S+)$")
_SYMBOL = re.compile(r"^[A-ZĐ][A-Za-zĐÂÊÔƠƯ]*(-[A-ZĐ][A-ZĐa-z.]*)*$")
_PLACE = re.compile(r"^(?P<place>\D+), ngày\s+(?P<day>\d{1,2})?\s*tháng\s+(?P<month>\d{1,2})?\s*năm\s+(?P<year>\d{4})$")
_SECTION = re.compile(r"^[IVX]+\.\s")
_DEGREE = re.compile(r"^(GS|PGS|TS|ThS|BS|KS|Ông|Bà|Đ/c|Đồng chí)[.\s]", re.IGNORECASE)
_UNKNOWN = re.compile(r"^[.…\s]*$")
_PARTS = {"I": 1, "V": 5, "X": 10}
_WITH_TITLE = frozenset({"monthly", "brief", "directions"})

Point = Callable[[Read, str], Check]


def page(document: Read, kind: str) -> Check:
    """A4; only annexes may lie (I.1, I.2)."""
    wrong = [
        f"phần {at}: {section.width:.0f} x {section.height:.0f} mm"
        for at, section in enumerate(document.sections, 1)
        if not (_is_a4(section) and (at > 1 or kind == "annex" or section.height > section.width))
    ]
    return _check("Khổ giấy", "I.1, I.2", wrong, "A4 (210 x 297 mm), văn bản trình bày theo chiều dài")


def margins(document: Read, kind: str) -> Check:
    """Top and bottom 20 to 25, left 30 to 35, right 15 to 20 (I.3)."""
    bounds = {"trên": (20, 25), "dưới": (20, 25), "trái": (30, 35), "phải": (15, 20)}
    wrong = []
    for at, section in enumerate(document.sections, 1):
        found = (section.top, section.bottom, section.left, section.right)
        for (name, (least, most)), value in zip(bounds.items(), found, strict=True):
            if not least - _SLACK <= value <= most + _SLACK:
                wrong.append(f"phần {at}: lề {name} {value:.0f} mm, quy định {least} - {most} mm")
    return _check("Lề trang", "I.3", wrong, "trên, dưới 20 - 25 mm; trái 30 - 35 mm; phải 15 - 20 mm")


def face(document: Read, kind: str) -> Check:
    """Times New Roman, black (I.4)."""
    wrong = []
    for line in document.lines():
        for look in line.looks:
            if look.face != FACE:
                wrong.append(f"“{_short(line)}” dùng phông {look.face or 'không rõ'}")
            elif look.color:
                wrong.append(f"“{_short(line)}” có màu {look.color}")
    return _check("Phông chữ", "I.4", wrong, f"{FACE}, màu đen")


def nation(document: Read, kind: str) -> Check:
    """Name of the state and motto, on the right of the first page, with a rule as long as the motto (II.1)."""
    right = _side(document.letterhead, 1)
    wrong = []
    if [line.text for line in right[:2]] != [NATION, MOTTO]:
        return _check("Quốc hiệu, Tiêu ngữ", "II.1", [f"không thấy “{NATION}” và “{MOTTO}” ở đầu, bên phải"], "")
    state, motto = right[0], right[1]
    wrong += _look(state, "Quốc hiệu", 12, 13, bold=True) + _look(motto, "Tiêu ngữ", 13, 14, bold=True)
    wrong += _rule(document.letterhead, 1, right[1:], "Tiêu ngữ", 0.9, 1.1)
    return _check(
        "Quốc hiệu, Tiêu ngữ", "II.1", wrong, "đúng chữ, cỡ 12 - 13 và 13 - 14, đậm, có đường kẻ bằng dòng chữ"
    )


def issuer(document: Read, kind: str) -> Check:
    """The superior's name upright, the issuer's in bold, in capitals, with a rule of a third to half (II.2)."""
    above = _issuer_lines(document)
    name = "Tên cơ quan ban hành"
    if not above:
        return _check(name, "II.2", ["không thấy tên cơ quan ban hành ở đầu, bên trái"], "")
    last = above[-1]
    wrong = [f"“{_short(line)}” chưa viết hoa" for line in above if line.text != line.text.upper()]
    for line in above:
        wrong += _look(line, f"“{_short(line)}”", 12, 13, bold=line.is_bold)
    if not last.is_bold:
        wrong.append(f"“{_short(last)}” phải in đậm")
    if len(above) > 1 and above[0].is_bold:
        wrong.append(f"cơ quan chủ quản “{_short(above[0])}” không in đậm")
    wrong += _rule(document.letterhead, 0, _side(document.letterhead, 0), "cơ quan ban hành", 0.32, 0.51)
    return _check(name, "II.2", wrong, "in hoa, cỡ 12 - 13, đậm, có đường kẻ từ 1/3 đến 1/2 dòng chữ")


def number(document: Read, kind: str) -> Check:
    """Number and symbol under the issuer: blank until the clerk issues it, below 10 with a zero (II.3; Article 15)."""
    line = _starting(_side(document.letterhead, 0), "Số:")
    name = "Số, ký hiệu"
    if line is None:
        return _check(name, "II.3; Điều 15", ["không thấy dòng “Số: …/…” dưới tên cơ quan"], "")
    found = _NUMBER.match(" ".join(line.text.split()))
    if found is None:
        return _check(name, "II.3; Điều 15", [f"“{line.text}” không đúng dạng “Số: …/ký hiệu”"], "")
    wrong = _look(line, "số, ký hiệu", 13, 13, bold=False)
    if not _SYMBOL.match(found["symbol"]):
        wrong.append(f"ký hiệu “{found['symbol']}” chưa đúng: in hoa, nối bằng gạch nối, không cách chữ")
    said = f"số {found['number']}" if found["number"] else "để trống cho văn thư"
    return _check(name, "II.3; Điều 15", wrong, f"{said}; ký hiệu {found['symbol']}")


def place(document: Read, kind: str) -> Check:
    """Place and day in italics under the motto, blank until issued; small days and months with a zero (II.4)."""
    line = next((one for one in _side(document.letterhead, 1) if ", ngày" in one.text), None)
    name = "Địa danh, thời gian"
    found = _PLACE.match(" ".join(line.text.split())) if line else None
    if line is None or found is None:
        return _check(name, "II.4", ["không thấy dòng “…, ngày … tháng … năm …” dưới Tiêu ngữ"], "")
    wrong = [] if line.is_italic else ["phải in nghiêng"]
    wrong += _sizes(line, name.lower(), 13, 14)
    if line.is_bold:
        wrong.append("không in đậm")
    if found["day"] and len(found["day"]) < 2:
        wrong.append(f"ngày {found['day']} phải thêm số 0 phía trước")
    if found["month"] in {"1", "2"}:
        wrong.append(f"tháng {found['month']} phải thêm số 0 phía trước")
    if bool(found["day"]) != bool(found["month"]):
        wrong.append("ngày và tháng phải cùng để trống hoặc cùng ghi")
    if _UNKNOWN.match(found["place"]):
        wrong.append("thiếu địa danh")
    return _check(
        name, "II.4", wrong, "in nghiêng, cỡ 13 - 14" + ("" if found["day"] else "; ngày để trống cho văn thư")
    )


def title(document: Read, kind: str) -> Check:
    """Kind in bold capitals and title in bold, centred, with a rule; a letter says V/v under its number (II.5)."""
    name = "Tên loại, trích yếu"
    subject = _starting(_side(document.letterhead, 0), "V/v")
    named = _title_lines(document)
    if subject is not None:
        wrong = _look(subject, "trích yếu công văn", 12, 13, bold=False)
        if subject.align != "center":
            wrong.append("trích yếu công văn phải canh giữa")
        if subject.before < 6:
            wrong.append("trích yếu công văn phải cách số, ký hiệu 6pt")
        if named and kind not in _WITH_TITLE:
            wrong.append("công văn không có tên loại")
        return _check(name, "II.5.b", wrong, "công văn: “V/v …” dưới số, ký hiệu, cỡ 12 - 13")
    if not named:
        return _check(name, "II.5", ["không thấy tên loại in hoa, đậm ở giữa trang, cũng không thấy “V/v …”"], "")
    wrong = []
    for at, line in enumerate(named):
        wrong += _look(line, f"“{_short(line)}”", 13, 14, bold=True)
        if line.align != "center":
            wrong.append(f"“{_short(line)}” phải canh giữa")
        if at and len(line.text) > 12 and line.text == line.text.upper():
            wrong.append(f"trích yếu “{_short(line)}” không viết hoa toàn bộ")
    if len(named) < 2:
        wrong.append("thiếu trích yếu dưới tên loại")
    wrong += _rule_under_title(document, named)
    return _check(name, "II.5", wrong, "in đậm, cỡ 13 - 14, canh giữa, có đường kẻ từ 1/3 đến 1/2 dòng chữ")


def addressees(document: Read, kind: str) -> Check:
    """ "Kính gửi": one on the line, several in a list under the colon (II.9.d); a letter must have it (II.9.b)."""
    name, lines = "Kính gửi", _text_lines(document)
    at = next((at for at, line in enumerate(lines) if line.text.startswith("Kính gửi")), None)
    needs = _starting(_side(document.letterhead, 0), "V/v") is not None
    if at is None:
        return _check(name, "II.9.b", ["công văn phải có “Kính gửi”"] if needs else [], "không bắt buộc với loại này")
    line, rest = lines[at], lines[at + 1 :]
    wrong = _look(line, "“Kính gửi”", 13, 14, bold=False)
    if not line.text.startswith("Kính gửi:"):
        wrong.append("sau “Kính gửi” phải có dấu hai chấm")
    if line.text.removeprefix("Kính gửi:").strip():
        return _check(name, "II.9.d", wrong, "một nơi, cùng dòng")
    several = _dashes(rest)
    wrong += _list(several, "nơi gửi")
    for one in several:
        wrong += _look(one, f"“{_short(one)}”", 13, 14, bold=False)
    if len(several) < 2:
        wrong.append("chỉ một nơi gửi thì ghi cùng dòng với “Kính gửi:”")
    if len({round(one.left + one.first, 1) for one in several}) > 1:
        wrong.append("các gạch đầu dòng phải thẳng hàng")
    return _check(name, "II.9.d", wrong, f"{len(several)} nơi, mỗi nơi một dòng")


def text(document: Read, kind: str) -> Check:
    """The text: upright, 13 to 14, justified, first line drawn in by 1 or 1,27 cm (II.6.e)."""
    wrong = []
    running = _running(document)
    for line in running:
        said = f"“{_short(line)}”"
        wrong += _sizes(line, said, 13, 14)
        if line.align != "both":
            wrong.append(f"{said} chưa canh đều hai lề")
        if min(abs(line.first - 10), abs(line.first - 12.7)) > _SLACK:
            wrong.append(f"{said} lùi đầu dòng {line.first:.1f} mm, quy định 10 hoặc 12,7 mm")
    if not running:
        wrong.append("văn bản chưa có nội dung")
    return _check("Nội dung", "II.6.e", wrong, "cỡ 13 - 14, canh đều hai lề, lùi đầu dòng 1 hoặc 1,27 cm")


def spacing(document: Read, kind: str) -> Check:
    """At least 6 points between paragraphs; lines single to one and a half (II.6.e)."""
    wrong = []
    for line in _running(document):
        if line.before + line.after < 6:
            wrong.append(f"“{_short(line)}” cách đoạn {line.before + line.after:.0f}pt, tối thiểu 6pt")
        if not 0.99 <= line.line <= 1.5:
            wrong.append(f"“{_short(line)}” cách dòng {line.line:.2f} lines, quy định từ dòng đơn đến 1,5 lines")
    return _check("Khoảng cách đoạn, dòng", "II.6.e", wrong, "đoạn cách từ 6pt, dòng từ đơn đến 1,5 lines")


def headings(document: Read, kind: str) -> Check:
    """Sections I., II. in bold capitals, numbered without a gap (II.6.đ; V.6.b)."""
    found = [line for line in _running(document) if _SECTION.match(line.text)]
    wrong = []
    for at, line in enumerate(found, 1):
        if not line.is_bold:
            wrong.append(f"mục “{_short(line)}” phải in đậm")
        if line.text != line.text.upper():
            wrong.append(f"mục “{_short(line)}” phải in hoa")
        if _roman(line.text.split(".")[0]) != at:
            wrong.append(f"mục “{_short(line)}” không đúng số thứ tự")
    return _check(
        "Đề mục", "II.6.đ", wrong, f"{len(found)} mục, in hoa, đậm, đánh số liên tục" if found else "không chia mục"
    )


def end(document: Read, kind: str) -> Check:
    """The text ends with "./.", once (Appendix III, samples 1.4 and 1.5)."""
    lines = [line for line in _text_lines(document) if line.text]
    wrong = []
    if not lines or not lines[-1].text.endswith(END):
        wrong.append(f"nội dung phải kết thúc bằng “{END}”")
    if sum(line.text.count(END) for line in lines) > 1:
        wrong.append(f"“{END}” chỉ ghi một lần, ở cuối nội dung")
    return _check("Dấu kết thúc", "Phụ lục III, mẫu 1.4, 1.5", wrong, f"“{END}” ở cuối nội dung")


def signature(document: Read, kind: str) -> Check:
    """Authority and title in bold capitals, the name in bold without degrees (II.7)."""
    lines = [line for line in _side(document.foot, 1) if line.text]
    name = "Chức vụ, họ tên người ký"
    if len(lines) < 2:
        return _check(name, "II.7", ["không thấy chức vụ và họ tên người ký ở cuối, bên phải"], "")
    *titles, signer = lines
    wrong = []
    for line in lines:
        wrong += _look(line, f"“{_short(line)}”", 13, 14, bold=True)
        if line.align != "center":
            wrong.append(f"“{_short(line)}” phải canh giữa")
    wrong += [f"“{line.text}” phải in hoa" for line in titles if line.text != line.text.upper()]
    if _UNKNOWN.match(signer.text):
        wrong.append("chưa có họ tên người ký")
    elif signer.text == signer.text.upper():
        wrong.append(f"họ tên “{signer.text}” không viết hoa toàn bộ")
    if _DEGREE.match(signer.text):
        wrong.append(f"“{signer.text}”: trước họ tên không ghi học hàm, học vị, danh hiệu")
    if titles[0].text.startswith(("KT.", "TL.", "TUQ.", "TM.")) and len(titles) < 2:
        wrong.append(f"dưới “{titles[0].text}” phải có chức vụ của người ký")
    return _check(name, "II.7", wrong, f"{' / '.join(line.text for line in titles)}; {signer.text}")


def recipients(document: Read, kind: str) -> Check:
    """ "Nơi nhận" in bold italics 12, the list in 11, the last line "Lưu: VT, …" (II.9.d)."""
    lines = [line for line in _side(document.foot, 0) if line.text]
    name = "Nơi nhận"
    if not lines or lines[0].text != "Nơi nhận:":
        return _check(name, "II.9.d", ["không thấy “Nơi nhận:” ở cuối, bên trái"], "")
    head, rest = lines[0], lines[1:]
    wrong = _sizes(head, "“Nơi nhận:”", 12, 12)
    if not (head.is_bold and head.is_italic):
        wrong.append("“Nơi nhận:” phải in đậm, nghiêng")
    for line in rest:
        wrong += _look(line, f"“{_short(line)}”", 11, 11, bold=False)
    wrong += _list(rest, "nơi nhận")
    if not rest or not re.match(r"- Lưu: VT(, \S.*)?\.$", rest[-1].text):
        wrong.append("dòng cuối phải là “- Lưu: VT, <đơn vị soạn thảo>.”")
    if any(line.text.startswith("Kính gửi") for line in _text_lines(document)) and not any(
        line.text.startswith("- Như trên") for line in rest
    ):
        wrong.append("đã có “Kính gửi” thì nơi nhận bắt đầu bằng “- Như trên;”")
    return _check(name, "II.9.d", wrong, f"{len(rest)} dòng, dòng cuối “{rest[-1].text if rest else ''}”")


def page_numbers(document: Read, kind: str) -> Check:
    """In the middle of the top margin, 13 to 14, upright, not on the first page (I.7); annexes their own (III.1.đ)."""
    wrong = []
    for at, section in enumerate(document.sections, 1):
        line = section.number
        if line is None:
            wrong.append(f"phần {at}: thiếu số trang ở lề trên")
            continue
        wrong += _look(line, f"phần {at}: số trang", 13, 14, bold=False)
        if line.align != "center":
            wrong.append(f"phần {at}: số trang phải canh giữa")
        if not section.hides_first or section.first_header_numbered:
            wrong.append(f"phần {at}: không hiển thị số ở trang thứ nhất")
        if at > 1 and section.starts_at != 1:
            wrong.append(f"phần {at}: phụ lục phải đánh số trang riêng từ 1")
    return _check("Số trang", "I.7; III.1.đ", wrong, "giữa lề trên, cỡ 13 - 14, trang đầu không hiển thị")


def order(document: Read, kind: str) -> Check:
    """Every component in its place (IV): letterhead, title, addressees, text, recipients beside signature, annexes."""
    wrong = []
    places: list[tuple[str, int]] = []
    first = next(map(id, _running(document)), None)
    for at, part in enumerate(document.main):
        if part is document.letterhead:
            places.append(("quốc hiệu, cơ quan ban hành", at))
        elif part is document.foot:
            places.append(("nơi nhận, chữ ký", at))
        elif isinstance(part, Line) and part.text.startswith("Kính gửi"):
            places.append(("kính gửi", at))
        elif id(part) == first:
            places.append(("nội dung", at))
    found = [name for name, _ in places]
    wanted = ["quốc hiệu, cơ quan ban hành", "kính gửi", "nội dung", "nơi nhận, chữ ký"]
    wrong += [f"thiếu {name}" for name in wanted if name not in found and name != "kính gửi"]
    if found != [name for name in wanted if name in found]:
        wrong.append(f"thứ tự đang là: {'; '.join(found)}")
    foot = [at for name, at in places if name == "nơi nhận, chữ ký"]
    after = [part for part in document.main[foot[0] + 1 :] if isinstance(part, Line) and part.text] if foot else []
    if after:
        wrong.append(f"sau nơi nhận, chữ ký còn “{_short(after[0])}”; phụ lục phải sang trang riêng")
    return _check("Thứ tự, vị trí các thành phần", "IV", wrong, "đúng sơ đồ bố trí")


def annexes(document: Read, kind: str) -> Check:
    """Label, title in capitals, what it goes with; several have Roman numbers; the text names them (III.1)."""
    parts = document.sections if kind == "annex" else document.sections[1:]
    labels, wrong = [], []
    for section in parts:
        lines = [part for part in section.parts if isinstance(part, Line) and part.text]
        if not lines or not lines[0].text.startswith("Phụ lục"):
            wrong.append("mỗi phụ lục phải bắt đầu bằng “Phụ lục …” ở dòng riêng")
            continue
        labels.append(lines[0].text)
        wrong += _annex(lines)
    if len(labels) > 1 or (kind != "annex" and len(parts) > 1):
        for at, label in enumerate(labels, 1):
            if _roman(label.removeprefix("Phụ lục").strip()) != at:
                wrong.append(f"“{label}” phải đánh số thứ tự bằng chữ số La Mã, là phụ lục thứ {at}")
    if labels and kind != "annex" and not any("phụ lục" in line.text.lower() for line in _running(document)):
        wrong.append("trong văn bản phải có chỉ dẫn về phụ lục")
    return _check("Phụ lục", "III.1", wrong, ", ".join(labels) if labels else "không có phụ lục")


def tables(document: Read, kind: str) -> Check:
    """Tables stay between the margins, and a long one says its heads again on each page (I.2, I.3)."""
    wrong, count = [], 0
    for section in document.sections:
        room = section.width - section.left - section.right
        for part in section.parts:
            if not isinstance(part, Table) or part is document.letterhead or part is document.foot:
                continue
            count += 1
            if sum(part.widths) > room + 2:
                wrong.append(f"bảng {count} rộng {sum(part.widths):.0f} mm, vùng trình bày {room:.0f} mm")
            if not part.is_fixed:
                wrong.append(f"bảng {count} chưa cố định độ rộng cột")
            if part.rows > 15 and not part.repeats_head:
                wrong.append(f"bảng {count} chưa lặp lại đầu bảng ở mỗi trang")
    return _check("Bảng, biểu", "I.2, I.3", wrong, f"{count} bảng, nằm trong lề" if count else "không có bảng")


POINTS: tuple[Point, ...] = (
    page, margins, face, page_numbers, nation, issuer, number, place, title, addressees, text, spacing, headings, end,
    signature, recipients, order, annexes, tables,
)  # fmt: skip
ANNEX_POINTS: tuple[Point, ...] = (page, margins, face, page_numbers, annexes, end, tables)


def _check(name: str, article: str, wrong: Sequence[str], right: str) -> Check:
    several = list(dict.fromkeys(wrong))
    more = f"; và {len(several) - 4} chỗ khác" if len(several) > 4 else ""
    detail = ("; ".join(several[:4]) + more) if several else right
    where = article if article.startswith("Phụ lục") else f"Phụ lục I, Phần I, mục {article}"
    sentence = detail[:1].upper() + detail[1:] + ("" if detail.endswith(".") else ".")
    return Check(name, not several, sentence, f"{where}, Nghị định 30/2020/NĐ-CP")


def _look(line: Line, said: str, least: float, most: float, *, bold: bool) -> list[str]:
    wrong = _sizes(line, said, least, most)
    if not line.is_upright:
        wrong.append(f"{said} phải là kiểu chữ đứng")
    if bold and not line.is_bold:
        wrong.append(f"{said} phải in đậm")
    if not bold and line.is_bold:
        wrong.append(f"{said} không in đậm")
    return wrong


def _sizes(line: Line, said: str, least: float, most: float) -> list[str]:
    wanted = f"{least:g}" if least == most else f"{least:g} - {most:g}"
    return [f"{said} cỡ {size:g}, quy định {wanted}" for size in dict.fromkeys(line.sizes) if not least <= size <= most]


def _list(lines: Sequence[Line], said: str) -> list[str]:
    """Dashes before, semicolons after, a full stop at the end."""
    wrong = []
    for at, line in enumerate(lines, 1):
        if not line.text.startswith("- "):
            wrong.append(f"{said} “{_short(line)}” phải có gạch đầu dòng")
        sign = "." if at == len(lines) else ";"
        if not line.text.endswith(sign):
            wrong.append(f"{said} “{_short(line)}” phải kết thúc bằng dấu “{sign}”")
    return wrong


def _rule(table: Table | None, column: int, lines: Sequence[Line], said: str, least: float, most: float) -> list[str]:
    """The rule after the first bold line of a column, against that line's length."""
    at = next((at for at, line in enumerate(lines) if line.has_rule), None)
    if table is None or at is None or at == 0:
        return [f"thiếu đường kẻ dưới {said}"]
    above, drawn = lines[at - 1], lines[at]
    if not above.sizes or len(table.widths) <= column:
        return [f"thiếu đường kẻ ngay dưới {said}"]
    room = table.widths[column]
    long = min(width(above.text, above.sizes[0], bold=above.is_bold), room)
    part = (room - drawn.left - drawn.right) / long
    return [] if least <= part <= most else [f"đường kẻ dưới {said} bằng {part:.2f} dòng chữ"]


def _rule_under_title(document: Read, named: Sequence[Line]) -> list[str]:
    at = document.main.index(named[-1])
    after = document.main[at + 1] if at + 1 < len(document.main) else None
    if not isinstance(after, Line) or not after.has_rule:
        return ["thiếu đường kẻ dưới trích yếu"]
    section = document.sections[0]
    room = section.width - section.left - section.right
    long = max(min(width(line.text, line.sizes[0], bold=True), room) for line in named[1:] or named)
    part = (room - after.left - after.right) / long
    return [] if 0.32 <= part <= 0.51 else [f"đường kẻ dưới trích yếu bằng {part:.2f} dòng chữ"]


def _annex(lines: Sequence[Line]) -> list[str]:
    label, rest = lines[0], lines[1:]
    wrong = _look(label, f"“{label.text}”", 14, 14, bold=True)
    if label.align != "center":
        wrong.append(f"“{label.text}” phải canh giữa")
    at = next((at for at, line in enumerate(rest) if line.text.startswith("(Kèm theo")), None)
    if at is None:
        return [*wrong, f"{label.text}: thiếu dòng “(Kèm theo …)” dưới tên phụ lục"]
    for line in rest[:at]:
        wrong += _look(line, f"tên {label.text}", 13, 14, bold=True)
        if line.text != in_capitals(line.text):
            wrong.append(f"tên {label.text} phải in hoa")
        if line.align != "center":
            wrong.append(f"tên {label.text} phải canh giữa")
    below = rest[at]
    wrong += _sizes(below, f"dòng kèm theo của {label.text}", 13, 14)
    if not below.is_italic or below.align != "center":
        wrong.append(f"dòng kèm theo của {label.text} phải in nghiêng, canh giữa")
    return wrong


def _is_a4(section: Section) -> bool:
    sides = sorted((section.width, section.height))
    return abs(sides[0] - 210) <= _SLACK and abs(sides[1] - 297) <= _SLACK


def _side(table: Table | None, at: int) -> list[Line]:
    """The lines of one of the two columns of letterhead or foot; empty ones only where they bear a rule."""
    if table is None or len(table.first_row) <= at:
        return []
    return [line for line in table.first_row[at] if line.text or line.has_rule]


def _issuer_lines(document: Read) -> list[Line]:
    lines: list[Line] = []
    for line in _side(document.letterhead, 0):
        if line.has_rule or line.text.startswith("Số:"):
            break
        lines.append(line)
    return lines


def _starting(lines: Iterable[Line], with_: str) -> Line | None:
    return next((line for line in lines if line.text.startswith(with_)), None)


def _before_foot(document: Read) -> list[Line | Table]:
    parts = list(document.main)
    start = parts.index(document.letterhead) + 1 if document.letterhead in parts else 0
    stop = parts.index(document.foot) if document.foot in parts else len(parts)
    return parts[start:stop]


def _title_lines(document: Read) -> list[Line]:
    """The kind and what follows it, up to the rule, the addressees or the text."""
    lines: list[Line] = []
    for part in _before_foot(document):
        if not isinstance(part, Line) or part.has_rule or part.text.startswith("Kính gửi") or part.align == "both":
            break
        if part.text:
            lines.append(part)
    return lines if lines and lines[0].text == lines[0].text.upper() else []


def _text_lines(document: Read) -> list[Line]:
    """All lines between letterhead and foot."""
    return [part for part in _before_foot(document) if isinstance(part, Line) and (part.text or part.has_rule)]


def _dashes(lines: Sequence[Line]) -> list[Line]:
    """The dashed lines right after "Kính gửi:"; those of the text are justified."""
    several: list[Line] = []
    for line in lines:
        if not line.text or not line.text.startswith("- ") or line.align == "both":
            break
        several.append(line)
    return several


def _running(document: Read) -> list[Line]:
    """The lines of the text itself: without title, addressees, names of tables and the sign that stands alone."""
    lines = _text_lines(document)
    named = set(map(id, _title_lines(document)))
    at = next((at for at, line in enumerate(lines) if line.text.startswith("Kính gửi")), None)
    skipped = set(map(id, lines[at : at + 1 + len(_dashes(lines[at + 1 :]))])) if at is not None else set()
    return [
        line
        for line in lines
        if line.text
        and not line.has_rule
        and id(line) not in named | skipped
        and line.text != END
        and not (line.align == "center" and line.is_bold)
    ]


def _short(line: Line) -> str:
    return line.text if len(line.text) <= 40 else f"{line.text[:38].rstrip()} …"


def _roman(numeral: str) -> int:
    """
    >>> _roman("IV"), _roman("VIII"), _roman("3")
    (4, 8, 0)
    """
    if not numeral or any(letter not in _PARTS for letter in numeral):
        return 0
    values = [_PARTS[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
