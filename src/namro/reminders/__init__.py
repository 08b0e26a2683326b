"""What falls due, who is told and how: ladders, notices, digests, and mail that is neither lost nor repeated."""
