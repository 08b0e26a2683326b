"""Letters about accounts, each of three small files: subject, text, HTML."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from namro.access.models import Account

log = logging.getLogger("namro.access")


def send_password_link(account: Account, link: str) -> bool:
    """Send the link to the person's work address. False where no mail is set up, or the server did not take it:
    then the administrator hands the link over."""
    if not account.email or not (settings.MAIL_IS_SET or settings.DEMO):
        return False
    context = {
        "account": account,
        "link": link,
        "is_invitation": not account.has_usable_password(),
        "expires_at": timezone.now() + settings.INVITATION_LIFE,
    }
    subject = render_to_string("access/mail/password_link_subject.txt", context).strip()
    letter = EmailMultiAlternatives(
        subject, render_to_string("access/mail/password_link.txt", context), to=[account.email]
    )
    letter.attach_alternative(render_to_string("access/mail/password_link.html", context), "text/html")
    try:
        letter.send()
    except (smtplib.SMTPException, OSError):
        log.exception("the mail server did not take a letter", extra={"account": account.pk})
        return False
    return True
