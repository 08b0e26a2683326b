"""Work on brought workbooks, done by `namro worker` or, in a demonstration, inside the server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task

from namro.agencies.errors import Refused
from namro.workbooks import queue
from namro.workbooks.agency import reading, taking
from namro.workbooks.book import entering, rows
from namro.workbooks.models import Brought, Form, Work
from namro.workbooks.register import applying, comparing, undoing

now = import_string(settings.CLOCK)  # a job is an edge: it reads the clock and hands it in
log = logging.getLogger("namro.workbooks")
Step = Callable[[Brought, str, datetime], None]

STEPS: dict[tuple[str, str], Step] = {
    (Form.REGISTER, Work.READ): comparing.read,
    (Form.REGISTER, Work.APPLY): applying.apply,
    (Form.REGISTER, Work.UNDO): undoing.undo,
    (Form.AGENCY, Work.READ): reading.read,
    (Form.AGENCY, Work.APPLY): taking.take,
    (Form.BOOK, Work.READ): rows.read,
    (Form.BOOK, Work.APPLY): entering.enter,
}


@task()
def work_on(brought: int) -> bool:
    """Do what is asked of one workbook; whether it was this run that did it."""
    claimed = queue.claim(brought)
    if claimed is None:
        return False
    row, mark = claimed
    back = queue.BACK[row.work]
    try:
        STEPS[row.form, row.work](row, mark, now())
    except queue.Lost:
        return False
    except Refused as refusal:
        queue.finish(row, mark, back, failure=str(refusal)[:1000])
    except Exception:
        log.exception("work on a workbook failed")
        queue.finish(
            row, mark, back, failure=_("Không xử lý được tệp này; phần chưa xong thì chưa ghi. Báo quản trị hệ thống.")
        )
        raise
    return True
