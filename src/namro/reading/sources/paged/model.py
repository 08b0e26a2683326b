"""Words and ruling lines at their places on a page. Lengths are points (1/72 inch) from the page's top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """A run of characters without a space."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    sure: float | None = None  # 0 to 1 where the word was recognised from a picture

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def moved(words: list[Word], across: float, down: float) -> list[Word]:
    """The words, each moved to where it stands when what they were read on is part of a page."""
    for word in words:
        word.left, word.right = word.left + across, word.right + across
        word.top, word.bottom = word.top + down, word.bottom + down
    return words


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line: it lies at `at`, across, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """A page as it is looked at, that is, after its own turning."""

    number: int  # from 1
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)  # horizontal rules; `at` is y
    down: list[Rule] = field(default_factory=list)  # vertical rules; `at` is x
    quarters: int = 0  # by which a picture was turned clockwise before it was read
    skew: float = 0.0  # degrees by which it was then turned counter-clockwise


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    height: float = 0.0  # of most of its words
    text: str = ""

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Take the line's box and text from its words anew."""
        words = self.words
        self.left = words[0].left
        self.right = max(word.right for word in words)
        self.top = min(word.top for word in words)
        self.bottom = max(word.bottom for word in words)
        self.height = sorted(word.bottom - word.top for word in words)[len(words) // 2]
        self.text = " ".join([word.text for word in words])

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)
