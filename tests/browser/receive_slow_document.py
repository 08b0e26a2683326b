"""Receives a document that takes the reader some seconds, so that its worker can be killed meanwhile; a script."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.site.settings")
import django

django.setup()

from namro.audit.actor import machine  # noqa: E402
from namro.directives import operations  # noqa: E402
from namro.site import clock  # noqa: E402

SENTENCE = "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát, báo cáo UBND tỉnh trước ngày {}/12/2025.\n"
PARAGRAPHS = 4_000

words = "".join(SENTENCE.format(number % 28 + 1) for number in range(PARAGRAPHS))
operations.receive(
    operations.NewFile("dai.txt", words.encode()),
    person=None,
    incoming_number="",
    incoming_date=None,
    by=machine("thử"),
    at=clock.now(),
)
