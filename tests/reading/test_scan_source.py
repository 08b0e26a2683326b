"""Scans and photographs: read where tesseract is installed, refused in words where not."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from namro.reading import CannotRead, read_source
from namro.reading.sources import Limits, open_source
from namro.reading.sources.paged.footnotes import call_misread, split_notes
from namro.reading.sources.paged.model import Line, Page, Word
from namro.reading.sources.paged.turning import unturned
from namro.reading.sources.scan import tesseract
from namro.reading.sources.scan.mending import mend, mend_names, part_glued
from namro.reading.sources.scan.openings import read_openings
from namro.reading.sources.scan.pictures import inked, straightened
from namro.reading.sources.scan.reading import FolderCache, Scanning
from namro.reading.sources.scan.sequences import mend_sequences
from tests.making_pdf import LETTERHEAD, directive, pdf, scanned
from tests.shared_material import SHARED

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def picture(data: bytes) -> Image.Image:
    from namro.reading.sources.limits import DEFAULT_LIMITS, Budget
    from namro.reading.sources.pdf.opening import OpenPdf

    with OpenPdf(data, Budget(DEFAULT_LIMITS)) as opened:
        return opened.picture(0).image


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize("turn", [0.0, 1.5, 180.0])
def test_a_scanned_directive_is_read_however_it_lies(turn: float) -> None:
    found = read_source(open_source(scanned(directive(), turn=turn)))
    assert found.source.kind == "scan"
    assert (found.head.kind, found.head.number, found.head.issued_on) == ("chỉ thị", "07/CT-UBND", "2025-03-12")
    assert [task.leads[0].name for task in found.tasks][:2] == ["Sở Tài chính", "Sở Xây dựng"]
    assert any("được nhận dạng chữ từ ảnh" in remark for remark in found.source.remarks)


@needs_tesseract
def test_each_word_bears_its_box_and_how_sure_it_is() -> None:
    source = open_source(scanned(directive()))
    words = {source.words(one.span): one for one in source.seen}
    assert words["07/CT-UBND"].page == 1
    left, top, right, bottom = words["07/CT-UBND"].box
    assert 0.1 < left < right < 0.5
    assert 0.05 < top < bottom < 0.2
    assert all(0 <= one.confidence <= 1 for one in source.seen)


@needs_tesseract
def test_pages_once_read_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = scanned(directive())
    told: list[tuple[int, int]] = []
    scanning = Scanning(cache=FolderCache(tmp_path), progress=lambda done, all_: told.append((done, all_)))
    first = open_source(data, scanning=scanning)
    monkeypatch.setattr(tesseract.Tesseract, "_run", lambda *_, **__: pytest.fail("tesseract was run again"))
    assert open_source(data, scanning=scanning) == first
    assert told == [(1, 1), (1, 1)]


@needs_tesseract
def test_a_scanned_table_has_its_cells() -> None:
    rows = "".join(
        f"[{number}], [Xây dựng kế hoạch công tác tháng {number}], [Sở Tài chính]," for number in range(1, 6)
    )
    body = LETTERHEAD + f"#table(columns: (10mm, 1fr, 40mm), [TT], [Nhiệm vụ], [Cơ quan chủ trì], {rows})"
    source = open_source(scanned(pdf(body)))
    table = source.tables[-1]
    second = [source.text[source.blocks[cell.first].start : source.blocks[cell.last - 1].end] for cell in table.rows[2]]
    assert second == ["2", "Xây dựng kế hoạch công tác tháng 2", "Sở Tài chính"]


@needs_tesseract
def test_an_image_file_is_read() -> None:
    source = open_source(png(picture(directive())), name="anh.png")
    assert source.kind == "scan"
    assert "Số: 07/CT-UBND" in source.text


@needs_tesseract
def test_a_garbage_text_layer_is_read_by_ocr() -> None:
    from tests.making_pdf import by_hand

    garbage = by_hand("BT /F 12 Tf 50 700 Td (" + "qxz#% wkjh&* " * 20 + ") Tj ET")
    with pytest.raises(CannotRead, match="Không nhận ra văn bản tiếng Việt"):
        open_source(garbage)


def test_without_tesseract_the_refusal_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotRead, match="tesseract-ocr-vie"):
        open_source(scanned(directive()))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png(Image.new("L", (1, 1))), "quá nhỏ"),
        (png(Image.new("L", (800, 800), 255))[:90], "hỏng"),
        (b"\xff\xd8\xff\xe0 no picture", "hỏng"),
    ],
)
def test_pictures_that_show_no_page_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        open_source(data)


NOISE = Image.effect_noise((1240, 1754), 60)


@needs_tesseract
@pytest.mark.parametrize("blur", [0, 2])
def test_a_photograph_of_nothing_is_refused_after_a_look_at_a_piece(
    blur: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    run = tesseract.Tesseract._run

    def told(self: tesseract.Tesseract, picture: bytes, *options: str, language: str = "vie") -> str:
        image = Image.open(io.BytesIO(picture))
        looked_at.append(image.width * image.height)
        return run(self, picture, *options, language=language)

    monkeypatch.setattr(tesseract.Tesseract, "_run", told)
    noise = ImageOps.autocontrast(NOISE.filter(ImageFilter.GaussianBlur(blur)))
    with pytest.raises(CannotRead, match="Không nhận ra văn bản tiếng Việt"):
        open_source(png(noise))
    assert 0 < sum(looked_at) < NOISE.width * NOISE.height


def _speckled(image: Image.Image) -> Image.Image:
    specks = ImageChops.add(image, Image.effect_noise(image.size, 60), offset=-128)
    return specks.point([255 if shade > 140 else 0 for shade in range(256)])


def _dim(image: Image.Image) -> Image.Image:
    grain = Image.effect_noise(image.size, 16)
    return ImageChops.add(image.point([70 + shade // 2 for shade in range(256)]), grain, offset=-128)


def _mostly_empty(image: Image.Image) -> Image.Image:
    page = Image.new("L", (image.width, image.height * 2), 255)
    page.paste(image, (0, 0))
    return _dim(page)


@needs_tesseract
@pytest.mark.parametrize("spoilt", [_speckled, _dim, _mostly_empty, ImageOps.invert])
def test_a_poor_scan_is_read(spoilt: Callable[[Image.Image], Image.Image]) -> None:
    found = read_source(open_source(png(spoilt(picture(directive())))))
    assert found.head.number == "07/CT-UBND"
    assert found.tasks[0].leads[0].name == "Sở Tài chính"


def test_more_scanned_pages_than_allowed_are_refused() -> None:
    with pytest.raises(CannotRead, match="quá giới hạn 0 trang"):
        open_source(scanned(directive()), limits=Limits(max_scanned_pages=0))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("quyêt định của cơ quan có thâm quyền", "quyết định của cơ quan có thẩm quyền"),
        ("KÉ HOẠCH", "KẾ HOẠCH"),
        ("ngày 19 thắng 11 năm 2025", "ngày 19 tháng 11 năm 2025"),
        ("Sö Xây dựng", "Sở Xây dựng"),
        ("đầu tư công trình khân câp", "đầu tư công trình khẩn cấp"),
        ("Ủy ban nhân dân Thành phó Hà Nội", "Ủy ban nhân dân Thành phố Hà Nội"),
        ("ngày l6 tháng 6", "ngày 16 tháng 6"),
        ("Chương trình 0§-CTr/TU", "Chương trình 08-CTr/TU"),
        ("Quyết định 388/QĐÐ-UBND", "Quyết định 388/QĐ-UBND"),
        ("L QUAN ĐIỂM", "I. QUAN ĐIỂM"),
        ("Phó Thủ tướng Phạm Gia Túc", "Phó Thủ tướng Phạm Gia Túc"),  # a name is left as it was seen
        ("quý III/2025", "quý III/2025"),
        ("quý 111/2025", "quý III/2025"),
        ("Quý TV/2025.", "Quý IV/2025."),
        ("quý 1/2025", "quý 1/2025"),
        ("Nghị quyết 25⁄NQ-CP, Quyết định 06/QĐ-T'Tg", "Nghị quyết 25/NQ-CP, Quyết định 06/QĐ-TTg"),
        ("Tờ trình sỐ 4017/TT:--BNNMT", "Tờ trình số 4017/TTr-BNNMT"),
        ("độ pH của nước", "độ pH của nước"),
        ("làm việc của Chính phủ, Theo đề nghị", "làm việc của Chính phủ; Theo đề nghị"),
        ("1.`Đồng ý chủ trương này,/.", "1. Đồng ý chủ trương này./."),
        ("1, Thủ trưởng các sở", "1. Thủ trưởng các sở"),
        ("z- Các sở, ban, ngành", "2. Các sở, ban, ngành"),
        ("1, 2 và 3 của Điều này", "1, 2 và 3 của Điều này"),  # a list of numbers is no label
        ("trước ngày mùng 03 hằng tháng", "trước ngày mùng 03 hằng tháng"),  # a rare word is none to be mended
    ],
)
def test_usual_slips_are_mended(seen: str, meant: str) -> None:
    words = [Word(text, at * 50, 0, at * 50 + 40, 12, sure=0.9) for at, text in enumerate(seen.split())]
    mend(words)
    assert " ".join(word.text for word in words) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Sở Tàichính chủ trì", "Sở Tài chính chủ trì"),
        ("Ủy bannhân, dân", "Ủy ban nhân, dân"),
        ("Internet và nghiêng", "Internet và nghiêng"),
    ],
)
def test_words_seen_as_one_are_parted(seen: str, meant: str) -> None:
    words = [Word(text, at * 50, 0, at * 50 + 40, 12, sure=0.9) for at, text in enumerate(seen.split())]
    parted = part_glued(words)
    assert " ".join(word.text for word in parted) == meant
    assert all(one.right <= other.left for one, other in pairwise(parted))


@pytest.mark.parametrize(("sure", "meant"), [(0.6, "LÂM"), (0.99, "LÀM")])
def test_a_name_is_written_as_nearly_everywhere_in_its_document(sure: float, meant: str) -> None:
    names = [("An", "Lâm"), ("An", "Lâm,"), ("An", "Lâm"), ("An", "Lâm"), ("An", "Bình")]
    page = Page(1, 595, 842, [Word(text, 0, 0, 9, 9, sure=0.9) for name in names for text in name])
    page.words += [Word("AN", 0, 0, 9, 9, sure=0.9), Word("LÀM", 0, 0, 9, 9, sure=sure)]
    mend_names([page])
    assert [word.text for word in page.words[-2:]] == ["AN", meant]
    assert page.words[-3].text == "Bình"


LABELS_APART = r"""
#set par(first-line-indent: 0pt)
1.#h(12mm)Sở Tài chính tổng hợp nhu cầu vốn của các chủ đầu tư.

-#h(13mm)Rà soát các dự án chậm tiến độ trên địa bàn tỉnh.

-#h(13mm)Báo cáo Ủy ban nhân dân tỉnh trước ngày 20/3/2025.

2.#h(12mm)Sở Xây dựng kiểm tra hồ sơ của các công trình.

+#h(13mm)Hướng dẫn các chủ đầu tư hoàn thiện hồ sơ dự án.

10.#h(10mm)Sở Nội vụ trình kế hoạch biên chế của năm 2026.
"""


@needs_tesseract
@pytest.mark.parametrize("turn", [0.0, 0.8])
def test_labels_that_a_tab_parts_from_their_words_are_read(turn: float) -> None:
    source = open_source(scanned(pdf(LABELS_APART.replace("\n1.", "\n1\\.").replace("\n2.", "\n2\\.")), turn=turn))
    lines = [source.text[block.start : block.end] for block in source.blocks]
    assert [line.split()[:2] for line in lines] == [
        ["1.", "Sở"],
        ["-", "Rà"],
        ["-", "Báo"],
        ["2.", "Sở"],
        ["+", "Hướng"],
        ["10.", "Sở"],
    ]


@needs_tesseract
@pytest.mark.parametrize(
    ("drawn", "seen", "meant"),
    [
        ("III. NHIỆM VỤ", "II.", "III."),
        ("II. NHIỆM VỤ", "H.", "II."),
        ("II. Nhiệm vụ", "II", "II."),
        ("VII. NHIỆM VỤ", "VI.", "VII."),
        ("I. NHIỆM VỤ", "1.", "I."),
        ("1. NHIỆM VỤ", "1.", "1."),
        ("11. Nhiệm vụ", "11.", "11."),
        ("H. NHIỆM VỤ", "H.", "H."),
        ("IV. NHIỆM VỤ", "IV.", "IV."),
    ],
)
def test_a_roman_number_is_told_by_its_strokes(drawn: str, seen: str, meant: str) -> None:
    image = picture(pdf(f"*{drawn.replace('.', chr(92) + '.')} CỦA CÁC CƠ QUAN*"))
    reader = tesseract.Tesseract(BoundedSemaphore(1), 60)
    words = reader.words(image)
    words = words[next(at for at, word in enumerate(words) if word.text.lower().startswith("nh")) :]
    area = inked(image)
    assert area is not None
    words.insert(0, Word(seen, area[0] + 16, words[0].top, words[0].left - 5, words[0].bottom, sure=0.9))
    read_openings(image, words, reader)
    assert words[0].text == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("a) b) e) d) ở) e) ø) h)", "a) b) c) d) đ) e) g) h)"),
        ("a) b) c) d) e) g)", "a) b) c) d) e) g)"),
        ("e) ø) 2. a) b)", "e) g) 2. a) b)"),
        ("1. ø) 2)", "1. ø) 2)"),  # what went before is not known
        ("(i) (1) (iii); (ïv) (v)", "(i) (ii) (iii); (iv) (v)"),
        ("(1) (2) (11)", "(1) (2) (11)"),
    ],
)
def test_letters_of_items_are_mended_by_their_place(seen: str, meant: str) -> None:
    words = [Word(text, 0, at * 20, 12, at * 20 + 12, sure=0.9) for at, text in enumerate(seen.split())]
    half = len(words) // 2
    mend_sequences([Page(1, 595, 842, words[:half]), Page(2, 595, 842, words[half:])])
    assert " ".join(word.text for word in words) == meant


def _line(text: str, top: float, height: float) -> Line:
    words = [Word(one, 80 + at * 40, top, 110 + at * 40, top + height, sure=0.9) for at, one in enumerate(text.split())]
    return Line(words, page=1)


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("Giao Sở Tài chính lập danh mục dự án' của tỉnh.", "Giao Sở Tài chính lập danh mục dự án¹ của tỉnh."),
        ("Thực hiện phương châm “ba ca”, danh mục dự án”.", "Thực hiện phương châm “ba ca”, danh mục dự án¹."),
        ("Thực hiện phương châm “ba ca bốn kíp”.", "Thực hiện phương châm “ba ca bốn kíp”."),
        ("Các dự án' và công trình' của tỉnh.", "Các dự án' và công trình' của tỉnh."),  # which of them is not told
    ],
)
def test_a_note_whose_call_was_misread_is_still_a_note(body: str, meant: str) -> None:
    lines = [
        _line("Sở Xây dựng kiểm tra các công trình.", 700, 13),
        _line(body, 720, 13),
        _line("1 Các dự án từ 70 tỷ đồng", 760, 9),
        _line("trở lên, kể cả dự án mới.", 772, 9),
    ]
    notes = split_notes(Page(1, 595, 842), lines, 13, set(), None)
    call_misread(lines, notes, set())
    assert [(note.printed, len(note.lines)) for note in notes] == [("1", 2)]
    assert [line.text for line in lines][1:] == [meant]


@pytest.mark.parametrize("last", ["2 Sở Xây dựng kiểm tra", "1. Sở Xây dựng kiểm tra", "- Lưu: VT, TH"])
def test_small_lines_that_are_no_note_stay_in_the_text(last: str) -> None:
    lines = [_line("Sở Tài chính lập danh mục.", 700, 13), _line(last, 760, 9)]
    assert split_notes(Page(1, 595, 842), lines, 13, set(), None) == []
    assert len(lines) == 2


def test_a_turned_picture_is_made_straight() -> None:
    page = picture(directive())
    _, skew = straightened(page.rotate(2, fillcolor=255))
    assert skew == pytest.approx(-2, abs=0.3)


def test_a_box_is_found_again_on_the_page_as_it_lay() -> None:
    # A word at the upper left of an upright page of 100 × 200; the page lay on its head.
    assert unturned((10, 20, 30, 40), 100, 200, 2, 0.0) == pytest.approx((0.7, 0.8, 0.9, 0.9))


@needs_tesseract
@pytest.mark.skipif(not (SHARED / "reading" / "pdf").is_dir(), reason="needs ../shared")
@pytest.mark.parametrize(
    ("name", "kind", "number", "day", "issuer"),
    [
        ("cong-van_3722-VPCP-CN", "công văn", "3722/VPCP-CN", "2026-04-28", "Văn phòng Chính phủ"),
        # Its number and day are not on the picture: "Số:      /KH-UBND", "ngày      tháng      năm 2026".
        ("ke-hoach_173-KH-UBND", "kế hoạch", None, None, "Ủy ban nhân dân thành phố Hà Nội"),
        ("nghi-quyet_115-NQ-CP_scan", "nghị quyết", "115/NQ-CP", "2026-04-29", "Chính phủ"),
    ],
)
def test_real_scans(name: str, kind: str, number: str | None, day: str | None, issuer: str) -> None:
    path = SHARED / "reading" / "pdf" / f"{name}.pdf"
    head = read_source(open_source(path.read_bytes(), name=path.name)).head
    assert (head.kind, head.number, head.issued_on, head.issuer) == (kind, number, day, issuer)
