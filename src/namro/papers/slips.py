"""The lines of a reply slip, whether they were filled in on the page or in Word."""

from __future__ import annotations

from dataclasses import dataclass

from namro.papers.rendering import read_reply_slip
from namro.papers.rendering.reply_slips import Answer, NotASlip
from namro.words import day_in_words


@dataclass(frozen=True, slots=True)
class SlipLine:
    """What an agency answers for one assignment."""

    assignment: int
    text: str
    percent: str = ""
    cause: str = ""
    proposal: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anything was written."""
        return bool(self.text or self.percent or self.cause or self.proposal)


def read_slip(data: bytes) -> list[SlipLine]:
    """The lines of a slip that was sent back. Raises NotASlip, also where an answer cannot be read."""
    answers = [one for one in read_reply_slip(data) if not one.is_blank]
    problems = [f"[{one.assignment}] {problem}" for one in answers for problem in one.problems]
    if problems:
        raise NotASlip(" ".join(problems))
    return [_line(one) for one in answers]


def _line(answer: Answer) -> SlipLine:
    text = answer.result
    if answer.committed is not None:
        text = f"{text.rstrip('. ')}. Cam kết hoàn thành ngày {day_in_words(answer.committed)}.".lstrip(". ")
    return SlipLine(answer.assignment, text, cause=answer.cause, proposal=answer.proposal)
