"""How well this computer knows the time: is its clock synchronised; what a time server says."""

from __future__ import annotations

import ipaddress
import math
import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from mfob.errors import HostError, shown, usage

_PATIENCE = 0.5  # s for each of the system's tools
_ANSWER = 2  # s for a time server
_TRIES = 2
_PORT = 123
_TYPICAL = 50  # ms: a clock that is synchronised, by a tool that tells no figure
_UNKNOWN = 100  # ms: nobody can tell
_FREE = 1000  # ms: a clock that nobody synchronises
_UNSYNCHRONISED = 3  # NTP's leap indicator (RFC 5905, 7.3)
_STRATA = range(1, 16)
_SERVER = 4  # NTP's mode
_SECONDS = re.compile(r"^(?:System time|Root delay|Root dispersion) *: *(\d+\.\d+) sec", re.M)
_LEAP = re.compile(r"^Leap status *: *(.+?) *$", re.M)


@dataclass(frozen=True)
class Sync:
    """Whether this computer's clock is synchronised; None: nothing here can tell. `error_ms` is
    how far it may be off, where `by`, the tool that was asked, tells a figure."""

    synced: bool | None
    error_ms: int | None = None
    by: str = ""

    @property
    def assumed_ms(self) -> int:
        """What the clock may be taken to be right within."""
        if self.error_ms is not None:
            return self.error_ms
        return {True: _TYPICAL, False: _FREE, None: _UNKNOWN}[self.synced]


@dataclass(frozen=True)
class Known:
    """UTC is this computer's clock plus `shift_ms`, right within `error_ms`. `server` has said
    it, or nobody but this computer."""

    shift_ms: int = 0
    error_ms: int = 0
    server: str | None = None


def sync() -> Sync:
    """What chrony or systemd tell of this computer's clock, in about a second at most."""
    told = _run("chronyc", "-n", "tracking")
    if told is not None and (leap := _LEAP.search(told)):
        if leap[1] == "Not synchronised":
            return Sync(False, by="chrony")
        figures = [float(figure) for figure in _SECONDS.findall(told)]
        if len(figures) != 3:
            return Sync(True, by="chrony")
        offset, delay, dispersion = figures  # in this order, as chronyc(1) shows them
        return Sync(True, math.ceil((offset + delay / 2 + dispersion) * 1000), "chrony")
    told = _run("timedatectl", "show", "-p", "NTPSynchronized")
    answer = {"NTPSynchronized=yes": True, "NTPSynchronized=no": False}.get((told or "").strip())
    return Sync(answer, by="" if answer is None else "systemd")


def ask(server: str) -> Known:
    """The time of an NTP server, HOST or HOST:PORT.

    Raises HostError "no_ntplib", "usage", or "ntp" for a server that does not answer or does not
    know the time itself.
    """
    try:
        import ntplib
    except ImportError:
        message = "A time server is asked by ntplib, which is missing: pip install 'mfob[ntp]'."
        raise HostError(message, "no_ntplib") from None
    host, port = _place(server)
    answer = None
    for _ in range(_TRIES):
        try:
            answer = ntplib.NTPClient().request(host, version=4, port=str(port), timeout=_ANSWER)
            break
        except (ntplib.NTPException, OSError, UnicodeError):
            continue
    if answer is None:
        raise HostError(f"The time server {shown(server)} does not answer.", "ntp")
    took = answer.dest_timestamp - answer.orig_timestamp
    if (
        answer.leap == _UNSYNCHRONISED
        or answer.stratum not in _STRATA
        or answer.mode != _SERVER
        or not 0 <= took <= _ANSWER + 1
    ):
        raise HostError(f"The time server {shown(server)} does not know the time.", "ntp")
    delay = max(0.0, answer.delay)
    error = answer.root_dispersion + answer.root_delay / 2 + delay / 2
    return Known(round(answer.offset * 1000), math.ceil(error * 1000) + 1, server)


def _place(server: str) -> tuple[str, int]:
    """Host and port of HOST, HOST:PORT, [IPV6]:PORT or a bare IPv6 address."""
    if server.count(":") > 1 and not server.startswith("["):
        server = f"[{server}]"
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\[\]]+))(?::(\d{1,5}))?", server)
    if found is None or found[1] and not _is_ipv6(found[1]):
        raise usage("A time server is HOST or HOST:PORT.")
    port = int(found[3] or _PORT)
    if not 0 < port < 65536:
        raise usage("A time server's port is between 1 and 65535.")
    return found[1] or found[2], port


def _is_ipv6(text: str) -> bool:
    try:
        return ipaddress.IPv6Address(text).version == 6
    except ValueError:
        return False


def _run(name: str, *arguments: str) -> str | None:
    """What a program prints; None where it is missing, fails or takes too long."""
    path = shutil.which(name)
    if path is None:
        return None
    try:
        done = subprocess.run(
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            env={**os.environ, "LC_ALL": "C"},
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("ascii", "replace")
