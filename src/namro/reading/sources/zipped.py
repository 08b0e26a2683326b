"""Zips and XML of strangers: what a damaged zip raises, a part inflated under a budget, a tree that fetches nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from namro.reading.sources.limits import Budget

CHUNK_BYTES = 256 * 1024

# What a damaged zip can raise on its way through zipfile.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # and NotImplementedError: a packing that zipfile does not know
    ValueError,
    KeyError,
    OverflowError,
)
_DOCUMENT_TYPE_WORDS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1  # bit of a zip entry's flags


class UnsafeXml(Exception):
    """It declares a document type, by which it could define entities or ask for files."""


def open_zip(data: bytes, budget: Budget) -> zipfile.ZipFile:
    """The zip in these bytes. CannotRead where it has too many parts, one of ZIP_ERRORS where it is none."""
    budget.take_parts(data.count(_CENTRAL_ENTRY))
    return zipfile.ZipFile(io.BytesIO(data))


def is_locked(part: zipfile.ZipInfo) -> bool:
    """Whether a password is asked for."""
    return bool(part.flag_bits & _ENCRYPTED)


def inflated(zipped: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget) -> bytes:
    """The bytes of a part, counted as they come out: what the zip's header says of its size may be a lie. CannotRead
    where they are too many, one of ZIP_ERRORS where it is damaged or packed in an unusual way."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(part.compress_type)
    chunks: list[bytes] = []
    size = 0
    with zipped.open(part) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            size += len(chunk)
            budget.take_unpacked(len(chunk), part_size=size, packed=part.compress_size)
            chunks.append(chunk)
    return b"".join(chunks)


def parsed(data: bytes) -> etree._Element:
    """The tree of an XML file: no document type, no entities, nothing fetched. Raises UnsafeXml, XMLSyntaxError."""
    if any(spelling in data for spelling in _DOCUMENT_TYPE_WORDS):
        raise UnsafeXml
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    root = etree.fromstring(data, parser)
    # A file in another encoding may have hidden the words that are looked for above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXml
    return root
