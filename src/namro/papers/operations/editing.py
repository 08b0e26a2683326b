"""Officers' words: a paragraph edited, added, removed, restored. Each act is kept; none is undone in silence."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.directives.errors import Stale
from namro.life.operations.acting import Acting
from namro.papers.bodies import TEXT_STYLES, Block, Shown, blocks
from namro.papers.models import EditAct, Paper, PaperEdit
from namro.papers.operations.drafting import hold, log

LONGEST = 8_000


class StaleParagraph(Stale):
    """Someone else changed the paragraph since the form was shown. `theirs` is how it stands now."""

    def __init__(self, theirs: Block) -> None:
        super().__init__(
            _("%(name)s vừa sửa đoạn này. Lời đã nhập vẫn còn; xem lời của người đó ở bên rồi lưu lại.")
            % {"name": theirs.edited_by}
        )
        self.theirs = theirs


@transaction.atomic
def edit_paragraph(paper: Paper, key: str, text: str, *, seen: int, acting: Acting) -> PaperEdit:
    """Put an officer's words in place of a paragraph. `seen` is the last act on it that the form showed (0: none)."""
    held, found, block = _find(paper, key, seen)
    if block.is_table:
        raise Refused(_("Bảng lấy từ số liệu nên không sửa từng ô. Làm mới số liệu hoặc bỏ bảng."))
    text = _clean(text)
    if text == block_text(block):
        raise Refused(_("Lời văn không đổi."), field="text")
    return _write(
        held, EditAct.EDIT, block, found, acting, text=text, figures=block.proposed_figures, drafted=block.drafted_now
    )


@transaction.atomic
def add_paragraph(paper: Paper, text: str, *, style: str, after: str, acting: Acting) -> PaperEdit:
    """A paragraph of the officer's own, after another one."""
    held = _draft(paper)
    found = blocks(held.snapshot.payload, held.edits.all())
    if after and after not in {block.key for block in found}:
        raise Refused(_("Đoạn đứng trước không còn. Mở lại trang rồi thêm."), field="after")
    if style not in TEXT_STYLES:
        raise Refused(_("Chọn kiểu đoạn trong danh sách."), field="style")
    number = 1 + sum(block.key.startswith("x") for block in found)
    edit = PaperEdit.objects.create(
        paper=held,
        key=f"x{number}",
        act=EditAct.ADD,
        text=_clean(text),
        style=style,
        after=after,
        at=acting.at,
        by=acting.person,
        by_name=acting.by.name,
    )
    _moved_on(held, edit, acting)
    return edit


@transaction.atomic
def remove_paragraph(paper: Paper, key: str, *, seen: int, acting: Acting) -> PaperEdit:
    """Leave a paragraph or a table out. It stands struck through on the page and can be brought back."""
    held, found, block = _find(paper, key, seen)
    if block.removed:
        raise Refused(_("Đoạn này đã bỏ."))
    return _write(held, EditAct.REMOVE, block, found, acting)


@transaction.atomic
def restore_paragraph(paper: Paper, key: str, *, seen: int, acting: Acting) -> PaperEdit:
    """Bring back what was removed; of an edited paragraph, the words that the snapshot proposes."""
    held, found, block = _find(paper, key, seen)
    if not block.removed and not block.is_edited:
        raise Refused(_("Đoạn này đang giữ nguyên lời máy soạn."))
    return _write(held, EditAct.RESTORE, block, found, acting)


def block_text(block: Block) -> str:
    """The words of a paragraph as they stand."""
    return block.drafted_now if block.text is None else block.text


def _find(paper: Paper, key: str, seen: int) -> tuple[Paper, list[Block], Block]:
    held = _draft(paper)
    found = blocks(held.snapshot.payload, held.edits.all())
    block = next((one for one in found if one.key == key), None)
    if block is None:
        raise Refused(_("Không còn đoạn này trong số liệu mới. Mở lại trang."))
    if block.edit != seen:
        raise StaleParagraph(block)
    return held, found, block


def _draft(paper: Paper) -> Paper:
    held = hold(paper)
    if not held.is_draft:
        raise Refused(_("Văn bản không còn là dự thảo nên không sửa được. Trả về dự thảo rồi sửa."))
    return held


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    text = "\n".join(line for line in lines if line)  # each line is a paragraph of its own in print
    if not text:
        raise Refused(_("Ghi lời văn của đoạn; muốn bỏ đoạn thì chọn “Bỏ đoạn”."), field="text")
    if len(text) > LONGEST:
        raise Refused(
            _("Đoạn dài %(size)d chữ cái; tối đa %(most)d. Tách thành nhiều đoạn.")
            % {"size": len(text), "most": LONGEST},
            field="text",
        )
    return text


def _write(
    held: Paper,
    act: EditAct,
    block: Block,
    found: list[Block],
    acting: Acting,
    *,
    text: str = "",
    figures: Shown = (),
    drafted: str = "",
) -> PaperEdit:
    at = next(number for number, one in enumerate(found) if one.key == block.key)
    edit = PaperEdit.objects.create(
        paper=held,
        key=block.key,
        act=act,
        text=text,
        style=block.style,
        after=found[at - 1].key if at else "",
        figures=[list(pair) for pair in figures],
        drafted=drafted,
        at=acting.at,
        by=acting.person,
        by_name=acting.by.name,
    )
    _moved_on(held, edit, acting)
    return edit


def _moved_on(held: Paper, edit: PaperEdit, acting: Acting) -> None:
    held.version += 1
    held.save(update_fields=("version",))
    log(held, "edited", by=acting.by, at=acting.at, after={"edit": edit.pk, "act": str(edit.act), "key": edit.key})
