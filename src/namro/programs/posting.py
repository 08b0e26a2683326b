"""Handing bytes to an address of others, and to no place where the site must not reach.

The name is looked up at each delivery and the connection goes to the very address that was checked, so that a name
whose answer changes in between leads nowhere. Redirects are not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

SECONDS_OF_SILENCE = 5  # to connect, and between two bytes
PORTS = {"http": 80, "https": 443}
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
OFFICE_NETWORKS = [ipaddress.ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]
# Ways to write an IPv4 address as one of IPv6, other than the mapped form, which is unwrapped.
DISGUISES = [ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class NotAllowed(Exception):
    """The address is not one to which anything is sent; `str(error)` says why."""


@dataclass
class Posting:
    """One POST on its way; `abort` ends it from another thread."""

    url: str
    body: bytes
    headers: dict[str, str]
    loopback: bool = False  # whether this machine itself may be reached
    connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def send(self) -> int:
        """The status of the answer. Raises OSError, http.client.HTTPException or NotAllowed."""
        address = parsed(self.url)
        port = address.port or PORTS[address.scheme]
        ip = resolved(str(address.hostname), port, address.scheme, loopback=self.loopback)
        self.connection = _connection(address.scheme, str(address.hostname), port, ip)
        try:
            path = (address.path or "/") + (f"?{address.query}" if address.query else "")
            self.connection.request("POST", path, self.body, self.headers)
            return self.connection.getresponse().status
        finally:
            self.connection.close()

    def abort(self) -> None:
        """Cut the connection: a receiver that answers one byte at a time would hold it for ever."""
        sock = self.connection.sock if self.connection is not None else None
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it ended by itself just now


def parsed(url: str) -> SplitResult:
    """The address taken apart. Raises NotAllowed where it is none of ours."""
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        raise NotAllowed(_("Địa chỉ không đúng dạng. Ghi như https://sms.tinh.gov.vn/namro.")) from None
    if address.scheme not in PORTS or not address.hostname or port == 0:
        raise NotAllowed(_("Địa chỉ phải bắt đầu bằng https:// (hoặc http:// trong mạng nội bộ)."))
    if address.username or address.password or address.fragment:
        raise NotAllowed(_("Không ghi tài khoản, mật khẩu hoặc dấu # trong địa chỉ; chữ ký đã thay cho mật khẩu."))
    literal = _literal(address.hostname)
    if literal is not None and not _may_reach(literal, address.scheme, loopback=True):
        raise NotAllowed(_told(literal))
    return address


def resolved(host: str, port: int, scheme: str, *, loopback: bool) -> Ip:
    """The address behind a name. Raises NotAllowed where any of its addresses is not to be reached."""
    found = [ipaddress.ip_address(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for ip in found:
        if not _may_reach(ip, scheme, loopback=loopback):
            raise NotAllowed(_told(ip))
    return found[0]


def _may_reach(ip: Ip, scheme: str, *, loopback: bool) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return _may_reach(ip.ipv4_mapped, scheme, loopback=loopback)
        if any(ip in network for network in DISGUISES):
            return False
    if ip.is_loopback:
        return loopback
    # Link-local holds the machine's own metadata service at many hosts.
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved:
        return False
    if any(ip.version == network.version and ip in network for network in OFFICE_NETWORKS):
        return True
    return scheme == "https" and ip.is_global


def _told(ip: Ip) -> str:
    return _("Không gửi tới %(ip)s: chỉ gửi bằng https, hoặc http tới mạng nội bộ (10.x, 172.16–31.x, 192.168.x).") % {
        "ip": ip
    }


def _literal(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _connection(scheme: str, host: str, port: int, ip: Ip) -> http.client.HTTPConnection:
    if scheme == "https":
        return _Secure(host, port, ip)
    return _Plain(host, port, ip)


class _Plain(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name says by now."""

    def __init__(self, host: str, port: int, ip: Ip) -> None:
        super().__init__(host, port, timeout=SECONDS_OF_SILENCE)
        self.ip = ip

    def connect(self) -> None:
        """Only there."""
        self.sock = socket.create_connection((str(self.ip), self.port), SECONDS_OF_SILENCE)


class _Secure(_Plain):
    """The same by TLS, with the certificate of the name."""

    default_port = PORTS["https"]

    def connect(self) -> None:
        """Only there, and only if it is who it says."""
        super().connect()
        self.sock = _tls().wrap_socket(self.sock, server_hostname=self.host)


@cache
def _tls() -> ssl.SSLContext:
    # An office's own authority: SSL_CERT_FILE, as OpenSSL reads it.
    return ssl.create_default_context()


def milliseconds_since(began: float) -> int:
    """For the log."""
    return round((time.perf_counter() - began) * 1000)
