"""Task tables that lost their lines: the text of a PDF in which cells of a row run on as prose.

Which words stood in which cell can no longer be told, so nothing in them is read for a task; it is told as unread.
"""

from __future__ import annotations

import re

from namro.reading.model import Source, Span

_BETWEEN = r"[^:;.,]{0,60}?"
# "TT Tên nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Kết quả Thời gian hoàn thành", in one line or one under the other
_LEADS_AND_HELPS = rf"chủ trì(?:, theo dõi)?\s{_BETWEEN}(?:cơ quan|đơn vị)\s+phối hợp(?!\w)"
_HEAD = re.compile(
    rf"(?:nhiệm vụ|nội dung|công việc|chỉ tiêu|mục tiêu){_BETWEEN}\s(?:cơ quan|đơn vị)\s+{_LEADS_AND_HELPS}"
)
_END_OF_HEAD = re.compile(_LEADS_AND_HELPS)  # looked for first: nearly no document has it, and the search is quick
_BEFORE_END = 120  # code points: a head begins no farther before that end of it
# what stands after such a table
_AFTER = re.compile(r"(?:nơi nhận|(?:[ivx]+\. ?)?(?:tổ chức thực hiện|kinh phí thực hiện))(?!\w)")


def unruled_tables(source: Source, folded: str) -> list[Span]:
    """The stretches of running text that were tables, in reading order."""
    end_of_head = _END_OF_HEAD.search(folded)
    if end_of_head is None:
        return []
    found: list[Span] = []
    outside = [block for block in source.blocks if block.table is None and block.note is None]
    for head in _HEAD.finditer(folded, max(0, end_of_head.start() - _BEFORE_END)):
        if found and head.start() < found[-1].end:
            continue
        first = next((block for block in outside if block.start <= head.start() < block.end), None)
        if first is None:
            continue
        after = (block for block in outside if block.start > head.end() and _AFTER.match(folded, block.start))
        last = next(after, None)
        found.append(Span(first.start, last.start if last else len(folded)))
    return found
