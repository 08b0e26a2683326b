"""What is frozen of the register, and how it is counted, compared, traced and verified."""

from namro.papers.snapshots.taking import NotTaken, Taken, store, take

__all__ = ["NotTaken", "Taken", "store", "take"]
