"""Records of papers, by aggregate."""

from namro.papers.models.snapshot import Snapshot

__all__ = ["Snapshot"]
