"""Where passkeys work: browsers tie them to a host name, over https or on the machine itself."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest


def passkeys_work(request: HttpRequest) -> bool:
    """Whether a browser would make or use a passkey on this page."""
    host = request.get_host().rpartition("]")[0] or request.get_host().partition(":")[0]
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False  # a number is no name
