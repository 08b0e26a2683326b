"""Documents as read, unpacked once: a finished reading never changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from namro.directives.models import Reading
from namro.reading.archive import unpack_directive
from namro.reading.model import Directive

KEPT = 8  # documents in memory, some megabytes each


@lru_cache(maxsize=KEPT)
def read_once(reading: int) -> Directive:
    """The document as a finished reading has it."""
    result = Reading.objects.values_list("result", flat=True).get(pk=reading)
    return unpack_directive(cast(dict[str, Any], result))
