"""The words of one lexicon file, found in folded text and told by their class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.reading.lexicon import alternation, rows


class Vocabulary:
    """Words by class. Of words that overlap the longest counts, so that "công trình" hides "trình"."""

    def __init__(self, name: str) -> None:
        self.class_of = {row["word"]: row["class"] for row in rows(name)}
        self._pattern = re.compile(rf"(?<!\w)(?:{alternation(self.class_of)})(?!\w)")

    def words(self, folded: str, *classes: str) -> Iterator[re.Match[str]]:
        """The words of these classes, or of any, in reading order."""
        return (found for found in self._pattern.finditer(folded) if not classes or self.class_of[found[0]] in classes)

    def first(self, folded: str, *classes: str) -> re.Match[str] | None:
        """The first word of these classes, or of any; None where there is none."""
        return next(self.words(folded, *classes), None)

    def holds(self, folded: str, *classes: str) -> bool:
        """Whether a word of these classes, or of any, stands in the text."""
        return self.first(folded, *classes) is not None

    def opens(self, folded: str, *classes: str) -> bool:
        """Whether the text begins with a word of these classes."""
        found = self._pattern.match(folded)
        return found is not None and self.class_of[found[0]] in classes

    def without(self, folded: str, *classes: str) -> str:
        """The text with the words of these classes blanked."""
        return self._pattern.sub(lambda found: " " if self.class_of[found[0]] in classes else found[0], folded)
