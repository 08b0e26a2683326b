"""A small directive of an invented province, put together by hand: what an export can meet, and words that attack."""

from __future__ import annotations

from namro.reading.clarity import Finding, Mark
from namro.reading.export.register import Register, register_of
from namro.reading.model import (
    Block,
    Cell,
    Citation,
    Coverage,
    Deadline,
    Directive,
    Head,
    Named,
    NoteMark,
    Recurrence,
    Sentence,
    Signer,
    SoftTime,
    Source,
    Span,
    Table,
    Target,
    Task,
    Unit,
)

PARAGRAPHS = (
    "CHỈ THỊ",
    "Về việc thử nghiệm <script>alert(1)</script> & các dấu",
    "I. NHIỆM VỤ",
    "1. Sở Tài chính",
    "- Chủ trì, phối hợp với các sở, ban, ngành xây dựng Kế hoạch vốn đạt 104.100 tỷ đồng theo Kế hoạch số 42/KH-UBND¹,"
    " báo cáo UBND tỉnh trước ngày 15/3/2025. Sở Tư pháp tổng hợp, khẩn trương thẩm định.",
    "- =HYPERLINK(\"http://xau.example\",\"Bấm\") định kỳ trước ngày mùng 03 hàng tháng báo cáo UBND tỉnh.",
    "Câu này không ai hiểu.",
    "TT",
    "Nhiệm vụ",
    "Thời hạn",
    "1",
    "Xây dựng Đề án phát triển vùng Sông Lam",
    "Quý II/2025",
    "Trình Đề án",
    "¹ Các dự án từ 70 tỷ đồng trở lên.",
)  # fmt: skip
TABLE_FROM, TABLE_TO, NOTE = 7, 14, 14
BY = "test"


def source() -> Source:
    """The paragraphs as one text; seven of them are the cells of a table, the last is a footnote."""
    text, blocks = "", []
    for index, words in enumerate(PARAGRAPHS):
        in_table = TABLE_FROM <= index < TABLE_TO
        blocks.append(
            Block(
                len(text),
                len(text) + len(words),
                paragraph=index,
                table=0 if in_table else None,
                row=(index - TABLE_FROM) // 3 if in_table else None,
                column=(index - TABLE_FROM) % 3 if in_table else None,
                note="1" if index == NOTE else None,
                emphasis=index in (2, 3),
            )
        )
        text += words + "\n"
    # The first column is merged downwards; the last row ends short, as hand-made tables do.
    merged = Cell(10, 11, rows=2)
    rows = (
        (Cell(7, 8), Cell(8, 9), Cell(9, 10)),
        (merged, Cell(11, 12), Cell(12, 13)),
        (merged, Cell(13, 14, columns=2)),
    )
    at = text.index("¹")
    return Source("text", "chi-thi.txt", text, tuple(blocks), (Table(rows),), (NoteMark("1", Span(at, at + 1)),))


def span(words: str, text: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def directive() -> Directive:
    """Four tasks: two in one paragraph, one that looks like a formula, one in a table."""
    made = source()
    text = made.text

    def named(name: str, start: int = 0) -> Named:
        return Named(name, span(name, text, start), BY, 0.9)

    def task(number: int, words: Span, **fields: object) -> Task:
        lists = "leads coordinators deadlines recurrences targets citations reports_to through soft_times"
        empty = dict.fromkeys(lists.split(), ())
        plain = {"mode": "assign", "product": None, "nature": "assigned", "found_by": BY, "confidence": 0.9}
        place = {"at": "I.1", "nth": number, "span": words, "text": text[words.start : words.end]}
        return Task(**(empty | plain | place | fields))  # type: ignore[arg-type]

    first = Span(text.index("Chủ trì, phối"), text.index(" Sở Tư pháp"))
    second = span("Sở Tư pháp tổng hợp, khẩn trương thẩm định.", text)
    third = Span(text.index("=HYPERLINK"), text.index("\nCâu này"))
    fourth = span(PARAGRAPHS[11], text)
    plan = Citation("Kế hoạch số 42/KH-UBND", span("Kế hoạch số 42/KH-UBND", text), "kế hoạch", "42/KH-UBND",
                        None, None, BY, 0.9)  # fmt: skip
    due = Deadline("trước ngày 15/3/2025", span("trước ngày 15/3/2025", text), "before", "2025-03-15", BY, 0.9)
    goal = Target("đạt 104.100 tỷ đồng", span("đạt 104.100 tỷ đồng", text), ">=", 104100, "tỷ đồng", "2025", BY, 0.9)
    quote = "định kỳ trước ngày mùng 03 hàng tháng"
    tasks = (
        task(
            1,
            first,
            leads=(named("Sở Tài chính"),),
            coordinators=(named("các sở, ban, ngành"),),
            deadlines=(due,),
            targets=(goal,),
            citations=(plan,),
            reports_to=(named("UBND tỉnh"),),
        ),
        task(
            2,
            second,
            leads=(named("Sở Tư pháp"),),
            soft_times=(SoftTime("khẩn trương", span("khẩn trương", text)),),
            nature="routine",
        ),
        task(
            3,
            third,
            leads=(named("Sở Tài chính"),),
            recurrences=(Recurrence(quote, span(quote, text), "month", "before", 3, BY, 0.9),),
            reports_to=(named("UBND tỉnh", third.start),),
            nature="routine",
        ),
        task(
            4,
            fourth,
            at="",
            deadlines=(Deadline("Quý II/2025", span("Quý II/2025", text), "by", "2025-Q2", BY, 0.9),),
            product=named("Trình Đề án"),
        ),
    )  # fmt: skip
    unread = span("Câu này không ai hiểu.", text)
    states = [
        (first, "task", 0),
        (second, "task", 1),
        (third, "task", 2),
        (unread, "unread", None),
        (fourth, "task", 3),
    ]
    sentences = tuple(Sentence(where, state, BY, index) for where, state, index in states)  # type: ignore[arg-type]
    head = Head(
        kind="chỉ thị",
        number="05/CT-UBND",
        issued_on="2025-03-10",
        issuer="UBND tỉnh Sông Lam",
        place="Sông Lam",
        subject=PARAGRAPHS[1],
        signer=Signer("Nguyễn Văn A", "CHỦ TỊCH"),
        recipients=("Các sở, ban, ngành",),
        spans={"subject": span(PARAGRAPHS[1], text)},
    )
    heading = Unit(span("NHIỆM VỤ", text), "I", "I", None, 0, "section", 2)
    return Directive(made, head, (heading,), (plan,), tasks, Coverage(sentences))


MARK_NAMES = {
    "person": "người",
    "work": "việc",
    "time": "thời gian",
    "responsibility": "trách nhiệm",
    "result": "kết quả",
}


def register() -> Register:
    """The register with marks: the second task is vague about time and lacks a result."""
    made = directive()
    marks = [[Mark(key, name, "clear") for key, name in MARK_NAMES.items()] for _ in made.tasks]
    fault, slip = span("khẩn trương", made.source.text), span("42/KH-UBND", made.source.text)
    marks[1][2] = Mark("time", "thời gian", "vague", "Nêu thời hạn thay cho “khẩn trương”.", fault)
    marks[1][4] = Mark("result", "kết quả", "missing", "Nêu sản phẩm.")
    slips = [
        Finding("undated", "Lỗi văn bản", "slip", "Văn bản số 42/KH-UBND không nêu ngày.", slip, made.tasks[0].span, 0),
    ]
    return register_of(made, marks=marks, slips=slips)
