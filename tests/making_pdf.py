"""PDFs for the tests: set by typst with a font that has every Vietnamese letter, or written by hand to be odd."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import typst

from namro.reading.sources.limits import DEFAULT_LIMITS, Budget
from namro.reading.sources.pdf.opening import OpenPdf

PAGE = """
#set page(width: 210mm, height: 297mm, margin: (left: 30mm, right: 15mm, y: 20mm), header: context {
  if counter(page).get().first() > 1 [#align(center)[#counter(page).display()]]
})
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 12.7mm, all: true), spacing: 1.1em)
"""

LETTERHEAD = r"""
#grid(columns: (1fr, 1.5fr),
  align(center)[ỦY BAN NHÂN DÂN \ *TỈNH AN LÂM* \ Số: 07/CT-UBND],
  align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \ *Độc lập - Tự do - Hạnh phúc* \
    _An Lâm, ngày 12 tháng 3 năm 2025_])
#v(1em)
#align(center)[*CHỈ THỊ* \ *Về việc đẩy mạnh giải ngân vốn đầu tư công trên địa bàn tỉnh*]
"""

TASKS = """
1. Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành rà soát, tổng hợp kế hoạch vốn đầu tư công năm 2025,
báo cáo Ủy ban nhân dân tỉnh trước ngày 26/3/2025.

2. Sở Xây dựng hướng dẫn các chủ đầu tư hoàn thiện hồ sơ dự án theo Nghị định số 182/2024/NĐ-CP ngày 31 tháng 12
năm 2024 của Chính phủ, hoàn thành trong quý II năm 2025.

3. Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện Chỉ thị này.
"""

FOOT = r"""
#grid(columns: (1fr, 1fr),
  [#set par(first-line-indent: 0pt)
   _Nơi nhận:_ \ - Như trên; \ - Thường trực Tỉnh ủy; \ - Lưu: VT, TH.],
  align(center)[*TM. ỦY BAN NHÂN DÂN* \ *CHỦ TỊCH* \ \ \ *Trần Minh Họa*])
"""


@cache
def pdf(body: str, *, preamble: str = PAGE) -> bytes:
    """The PDF of a typst text."""
    return bytes(typst.compile((preamble + body).encode()))


def directive() -> bytes:
    """A directive of one page with all its parts."""
    return pdf(LETTERHEAD + _typed(TASKS) + FOOT)


def _typed(text: str) -> str:
    """Numbers as letters of the text, not as typst's lists."""
    return "\n".join(rf"{line[0]}\{line[1:]}" if line[:1].isdigit() else line for line in text.split("\n"))


def scanned(data: bytes, *, turn: float = 0.0) -> bytes:
    """The pages of a PDF as pictures of 200 dpi in another PDF, turned by some degrees."""
    with OpenPdf(data, Budget(DEFAULT_LIMITS)) as opened:
        images = [opened.picture(index).image for index in range(opened.page_count)]
    if turn:
        images = [image.rotate(turn, expand=turn % 90 == 0, fillcolor=255) for image in images]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return out.getvalue()


def by_hand(content: str, *, extra: Sequence[str] = (), page: str = "", catalog: str = "", trailer: str = "") -> bytes:
    """A PDF of one page in Helvetica; `extra` are objects from number 6 on, the others go into their dictionaries."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F 5 0 R >> >> {page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *extra,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out
