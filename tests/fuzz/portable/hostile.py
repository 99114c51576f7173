"""A host that sends anything: lines, frames, requests, sessions. Nobody ever presses.

Runs in MicroPython, started by tests/fuzz/test_hostile.py, which says by the environment:
HOSTILE_SEED, HOSTILE_COUNT (cases) or HOSTILE_SECONDS. Prints a line `FUZZ` with what was counted.
"""

import binascii
import gc
import json
import os
import random
import time

from lines import PIN, SESSION, Host, chance

import fakes
from fob import Fob
from fobcore import base32, frames
from fobcore.account import Account

NOW = 1790000000
KEYS = (
    b"\x81fourteen\xfe\x01\x9b\xe0\x77", b"\xd3hotp-key\x00\xa5\x5a\x13\x37",
    b"\x91steam\xc7" * 3, bytes(range(150, 214)),
)  # fmt: skip
# Bytes that may be missing at the end: the collector keeps what stale words on the stack hold.
MARGIN = 8192


class Rtc(fakes.Rtc):
    """A clock chip that is set once at most."""

    sets = 0

    def write(self, utc: int) -> None:
        self.sets += 1
        assert self.sets == 1, "the clock was set without a press"
        super().write(utc)


def crc(data) -> int:
    return binascii.crc32(data)  # no copy: the heap is small


def prepared(locked: bool, code: str) -> Fob:
    """A fob with an account of each kind, a PIN, and the setting for codes over USB."""
    fob = Fob(rtc=Rtc(NOW))
    fob.hello()
    fob.ask({"do": "set_clock", "time": NOW}, "ok")
    kinds = (
        ("totp", "SHA1", 6),
        ("hotp", "SHA256", 8),
        ("steam", "SHA1", 5),
        ("totp", "SHA512", 6),
    )
    for number, (kind, algorithm, digits) in enumerate(kinds):
        name = ("alice", "bob", "carol", "dora")[number]
        fob.vault.add(Account("GitHub", name, KEYS[number], kind, algorithm, digits))
    fob.vault.set("usb_code", code)
    fob.app.changed()
    assert "ok" in fob.ask({"do": "set_pin", "pin": PIN}, "ok")
    assert "ok" in fob.ask({"do": "selftest"})  # what is imported rarely is there from now on
    assert "ok" in fob.ask({"do": "batch", "count": 1})
    if locked:
        assert fob.ask({"do": "lock"}) == {"ok": {}}
    fob.hello()
    fob.lines.clear()
    return fob


def secrets() -> list:
    """What no line may hold: each key raw, in hex, base32 and base64. The PIN is the host's."""
    found = []
    for key in KEYS:
        hex = binascii.hexlify(key)
        text = base32.encode(key).rstrip("=")
        found += [key, hex, hex.upper(), text.encode(), text.lower().encode()]
        found.append(binascii.b2a_base64(key).strip().rstrip(b"="))
        # A piece is enough: answers are cut into lines.
        found += [key[:8], hex[:20], text[:16].encode()]
    return found


class Watcher:
    """Looks at every line that the fob sends."""

    def __init__(self) -> None:
        self.secrets = secrets()
        self.tail = b""
        self.lines = 0
        self.errors = {}
        self.oks = 0
        self.waits = 0

    def look(self, fob: Fob) -> None:
        for line in fob.lines:
            self.lines += 1
            assert len(line) <= frames.MAX_LINE, line
            frame = frames.decode(line, frames.TO_HOST)
            assert frame is not None, line
            payload = frame[3]
            self.waits += frame[2] == frames.WAIT
            if payload[:9] == b'{"error":':
                code = payload[10:].split(b'"', 1)[0]
                self.errors[code] = self.errors.get(code, 0) + 1
            elif payload[:5] == b'{"ok"':
                self.oks += 1
            text = self.tail + payload
            for secret in self.secrets:
                assert secret not in line and secret not in text, "an answer holds a secret"
            self.tail = text[-64:]
        fob.lines.clear()


def settle(fob: Fob) -> int:
    """Ends what is under way and gives the free heap: the most of five looks, since the collector
    keeps whatever a stale word on the stack happens to point at."""
    most = 0
    for _ in range(5):
        fob.send({"do": "hello", "protocol": 1}, 0, "%08x" % random.getrandbits(30))
        fob.pass_time(100)
        fob.lines.clear()
        gc.collect()
        most = max(most, gc.mem_free())
    return most


def hostile(locked: bool, code: str) -> None:
    seed = int(os.getenv("HOSTILE_SEED") or 1)
    print("seed", seed)
    count = int(os.getenv("HOSTILE_COUNT") or 1000)
    until = time.time() + int(os.getenv("HOSTILE_SECONDS") or 1 << 20)
    random.seed(seed * 2 + locked)
    fob = prepared(locked, code)
    host, watcher = Host(), Watcher()
    journal, slots, kept = fob.file.data, crc(fob.flash.data), fob.kept.data
    locks = 0
    before = 0
    done = 0
    while done < count and time.time() < until:
        if done == 500 or done == count // 4 and not before:
            before = settle(fob)  # by then every list has grown
        lines = host.case()
        for line in lines:
            fob.link.receive(line[:-1] if line[-1:] == b"\n" else line, fob.ticks())
            if chance(3):
                fob.pass_time(10)
        fob.pass_time(random.choice((10, 10, 10, 20, 400)))
        if chance(400):
            fob.pass_time(31000, 500)  # a question times out
        if chance(20) and not fob.app.asking:
            # The owner opens the menu or the pad, and goes about in it without taking anything.
            if fob.app._dialog is None:
                fob.app.press("ok", "long")
            else:
                fob.app.press("next", random.choice(("short", "long")))
        watcher.look(fob)
        done += 1
        if fob.link.session == SESSION and fob.link._seq > host.seq:
            # A number changed on the way, far ahead: from there on this session's are echoes.
            fob.send({"do": "hello", "protocol": 1}, 0, "%08x" % random.getrandbits(30))
            fob.pass_time(20)
        if fob.keeper.locked and not locked:
            # The host may lock; the owner unlocks, and that costs two bytes of the tally.
            locks += 1
            assert fob.file.data == journal and crc(fob.flash.data) == slots
            fob.send({"do": "hello", "protocol": 1}, 0, "%08x" % random.getrandbits(30))
            fob._seq = host.seq
            fob.lines.clear()
            fob.hello()
            assert fob.ask({"do": "unlock", "pin": PIN}, "ok") == {"ok": {}}
            slots = crc(fob.flash.data)
            fob.lines.clear()
            host.seq = fob._seq
        if fob.link.session != SESSION and chance(2):
            host.seq += 1
            fob.link.receive(
                frames.encode(">", SESSION, host.seq, "1/1", b'{"do":"hello"}'), fob.ticks()
            )
        if done % 50 == 0:
            assert fob.file.data == journal, "the journal changed without a press"
            assert crc(fob.flash.data) == slots, "the slots changed without a press"
            assert fob.kept.data == kept and not fob.keeper.wiped
    assert fob.file.data == journal and crc(fob.flash.data) == slots and fob.kept.data == kept
    assert fob.keeper.tries == 10
    after = settle(fob)
    assert after >= before - MARGIN, ("free heap", before, after)
    print("FUZZ", json.dumps({
        "cases": done, "lines": watcher.lines, "ok": watcher.oks, "waits": watcher.waits,
        "locks": locks, "free": [before, after],
        "errors": {str(k, "utf-8"): v for k, v in watcher.errors.items()},
    }))  # fmt: skip


def unlocked() -> None:
    hostile(False, "press")


def unlocked_codes_free() -> None:
    hostile(False, "free")


def locked() -> None:
    hostile(True, "press")


def largest_batch() -> None:
    """All the names that a batch may have, none approved: an error at most, never the end."""
    fob = prepared(False, "press")
    fob.ask({"do": "batch", "count": 1000})
    have = 0
    free = gc.mem_free()
    while have < 1000:
        rows = [["I" * 64, "%064d" % (have + n), "0123456789abcdef", 0] for n in range(8)]
        answer = fob.ask({"do": "names", "at": have, "rows": rows})
        fob.lines.clear()
        if "ok" not in answer:
            break
        have = answer["ok"]["have"]
    print("BATCH", have, free)
    assert fob.ask({"do": "info"})["ok"]["accounts"] == 4
    assert fob.ask({"do": "hello", "protocol": 1})["ok"]


def ever_new_characters() -> None:
    """MicroPython keeps each character that a text is iterated by, for ever: the fob must not."""
    fob = prepared(False, "press")
    fob.lines.clear()
    code = 0x3400
    levels = []
    for number in range(240):
        text = text_of(code)
        code += 48
        for request in (
            {"do": "set_name", "name": text[:24]},
            {"do": "add", "account": {"issuer": text, "name": text, "secret": "GEZDGNBVGY3TQOJQ"}},
            {"do": "add", "account": {"name": "a", "secret": text[number % 40 :]}},
            {"do": "set_pin", "pin": text[number % 40 :][:5], "old": PIN},
            {"do": "rename", "id": 1, "issuer": text, "name": text},
        ):
            fob.send(request)
            fob.pass_time(60)  # a question is drawn, with the text in it
            fob.lines.clear()
        if number in (40, 239):
            levels.append(settle(fob))
    assert levels[1] >= levels[0] - MARGIN, levels


def text_of(code: int) -> str:
    """48 characters, made of their UTF-8: to make them one by one would keep them."""
    data = bytearray()
    for n in range(code, code + 48):
        data += bytes((0xE0 | n >> 12, 0x80 | n >> 6 & 63, 0x80 | n & 63))
    return str(bytes(data), "utf-8")
