"""Python's collector of cycles, held back while a document is read or written.

The collector walks over the objects made since it last ran, and now and then over all. A reading makes them by the ten
thousand and keeps nearly all until it is done, so that walking finds nothing to free; over a long document it takes a
tenth of the time, and more the longer the document.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """No collection inside, which should last a moment; where the program has none anyway, it stays so."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
