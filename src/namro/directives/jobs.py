"""Jobs of documents, run by `namro worker` or, in a demonstration, inside the server."""

from __future__ import annotations

import logging
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task

from namro.directives import operations, storage
from namro.directives.models import Original
from namro.directives.reading_apart import NotRead, Overtaken, read_apart

now = import_string(settings.CLOCK)  # a job is an edge: it reads the clock and hands it in
log = logging.getLogger("namro.directives")


@task()
def read_document(reading: int) -> bool:
    """Read one file; whether it was this run that ended the reading."""
    claimed = operations.claim(reading)
    if claimed is None:
        return False
    row, mark = claimed
    original = cast(Original, row.annex.original if row.annex else row.directive.original)
    name = row.annex.file_name if row.annex else row.directive.file_name
    try:
        data = original.path.read_bytes()
        packed = read_apart(
            data,
            name,
            lambda step, share: operations.progress(row.pk, mark, step=step, share=share),
            pages=storage.recognised(original),
            keep_page=lambda key, value: operations.keep_page(row, mark, original, key, value),
        )
    except Overtaken:
        return False
    except NotRead as refusal:
        storage.forget_recognised(original)
        return operations.fail(row, mark, str(refusal), at=now())
    except OSError:
        log.exception("original not found")
        return operations.fail(row, mark, _("Không mở được tệp gốc trong kho tệp. Báo quản trị hệ thống."), at=now())
    storage.forget_recognised(original)
    return operations.finish(row, mark, packed, at=now())
