"""Checking a PDF that was signed outside: that it is still the same paper, and who signed it. No key is held here.

`examine(original, signed, roots=...)` is the whole of it; `examine_apart` does the same in a process of its own, which
is what a page calls. `sentences.told(finding)` says it in words.
"""

from namro.signing.finding import Content, Finding, Problem, Signer, Trust

__all__ = ["Content", "Finding", "Problem", "Signer", "Trust"]
