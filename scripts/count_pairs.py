"""Counts which syllables follow each other in the directives beside the checkout: what OCR is mended by.

    python scripts/count_pairs.py ../shared > src/namro/reading/lexicon/syllable_pairs.tsv

Only pairs that two documents have are kept, so that no sentence of any one of them can be told from the counts.
"""

from __future__ import annotations

import itertools
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from namro.reading.sources.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[.;:!?,()\[\]|/\"“”]|\n\s*\n")
_SOURCE = "đếm trên văn bản chỉ đạo, điều hành 2012-2026 (scripts/count_pairs.py)"


def main(shared: Path) -> None:
    """Print a row for each syllable: how often it stands, and how often others follow it."""
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    for path in sorted([*shared.glob("reading/unlabelled/*.txt"), *shared.glob("reading/dev/*.txt")]):
        text = unicodedata.normalize("NFC", path.read_text("utf-8")).lower()
        found: set[tuple[str, str]] = set()
        for part in _PARTS.split(text):
            words = [word for word in _WORD.findall(part) if is_syllable(word)]
            alone.update(words)
            here = list(itertools.pairwise(words))
            pairs.update(here)
            found.update(here)
        documents.update(found)
    followers: dict[str, list[str]] = defaultdict(list)
    for (first, second), count in pairs.most_common():
        if documents[first, second] >= 2:
            followers[first].append(f"{second}:{count}")
    print("word\tcount\tfollowers\tsource")
    for word in sorted(followers):
        print(f"{word}\t{alone[word]}\t{' '.join(followers[word])}\t{_SOURCE}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
