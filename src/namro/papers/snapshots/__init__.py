"""What is frozen of the register, and how it is counted, compared, traced and verified."""

from namro.papers.snapshots.comparing import Comparison, compare
from namro.papers.snapshots.filling import filled
from namro.papers.snapshots.taking import NotTaken, Taken, store, take
from namro.papers.snapshots.trail import Trail, Trails, trail
from namro.papers.snapshots.verifying import Difference, NotASnapshot, verify

__all__ = [
    "Comparison",
    "Difference",
    "NotASnapshot",
    "NotTaken",
    "Taken",
    "Trail",
    "Trails",
    "compare",
    "filled",
    "store",
    "take",
    "trail",
    "verify",
]
