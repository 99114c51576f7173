"""What a hostile host sends: lines, frames, requests with odd arguments, games with sessions.

For MicroPython (hostile.py) and for CPython, which sends them to the virtual fob. Draws from
`random`, whose seed is the caller's.
"""

import binascii
import random

from fobcore import frames

SESSION = "0123abcd"
PIN = "86420975"  # the fob's own, so that nothing but the missing press stands in the way
COMMANDS = (
    "hello", "info", "settings", "set", "set_name", "selftest", "batch", "names", "approve",
    "list", "add", "rename", "move", "delete", "code", "clock", "set_clock", "unlock", "lock",
    "set_pin", "remove_pin", "wipe", "entropy", "wip", "", "__init__", "maintenance",
    "export", "exported", "adds",
)  # fmt: skip
FIELDS = (
    "from", "id", "to", "issuer", "name", "account", "batch", "replace", "count", "at", "rows",
    "key", "value", "pin", "old", "next", "time", "ms", "protocol", "do", "secret", "bytes", "x",
    "accounts",
)  # fmt: skip
GOOD = {
    "set": '"key":"usb_code","value":"free"', "set_name": '"name":"mine"', "batch": '"count":2',
    "names": '"at":0,"rows":[["I","n","0123456789abcdef",0]]',
    "rename": '"id":1,"issuer":"","name":"n"',
    "move": '"id":2,"to":0', "delete": '"id":3', "code": '"id":1',
    "set_clock": '"time":1800000000',
    "add": '"account":{"name":"new","secret":"KRSXG5CTMVRXEZLU"}', "unlock": '"pin":"%s"' % PIN,
    "adds": '"batch":0,"accounts":[{"name":"new","secret":"KRSXG5CTMVRXEZLU"}]',
    "export": '"pin":"%s"' % PIN, "exported": '"at":0',
    "set_pin": '"pin":"1234","old":"%s"' % PIN, "remove_pin": '"old":"%s"' % PIN,
}  # fmt: skip
# JSON texts: duplicate names, halves of characters and large numbers stay as they are.
ODD = (
    "null", "true", "false", "0", "1", "2", "3", "4", "5", "-1", "1.0", "1.5", "1e300", "65535",
    "65536", "1073741824", "18446744073709551616", "-18446744073709551616", "1" + "0" * 99, '""',
    '"x"', '"alice"', '"GitHub"', '"usb_code"', '"free"', '"lock_after"', '"0"', '"1234"',
    '"99999999"', '"%s"' % PIN, '"\\ud800"', '"a\\udfffb"', '"\\u0000"', '"\\n"', '" x"',
    '"%s"' % ("x" * 700), "[]", "[1,[2,[3]]]", "{}", '{"a":{"b":[null]}}', "1790000000",
    '"%s"' % ("0" * 64),
    '["I","n","0123456789abcdef",0]', '[["I","n","0123456789abcdef",0]]',
    '[["I","n","0123456789abcdef",1],["I","n","0123456789abcdeg",0]]',
    '{"name":"new","secret":"KRSXG5CTMVRXEZLU"}',
    '{"issuer":"GitHub","name":"alice","secret":"KRSXG5CTMVRXEZLU"}',
    '{"name":"n","secret":"KRSXG5CT","type":"hotp","counter":18446744073709551615}',
    '{"name":"n","secret":"","digits":11}',
)  # fmt: skip
KINDS = (
    "1/1", "1/2", "2/2", "2/3", "3/3", "1/99", "99/99", "0/1", "2/1", "?1", "?2", "?99", "?0",
    "+1", "~busy", "~wait", "1/1/1", "/", "?", "-1/2", "1/100", "\xe9/1",
)  # fmt: skip


def chance(n: int) -> bool:
    return random.randrange(n) == 0


def some_bytes(most: int) -> bytes:
    return bytes([random.getrandbits(8) for _ in range(random.randrange(most))])


def some_session() -> str:
    return random.choice((SESSION, SESSION, SESSION, SESSION, "ffffffff", "00000000", "0123abce"))


class Host:
    """Makes the lines of one case. `seq`: the newest number that it has used in SESSION."""

    def __init__(self) -> None:
        self.seq = 1 << 20
        self.last = b'{"do":"info"}'

    def case(self) -> list:
        which = random.randrange(10)
        if which == 0:
            return [some_bytes(260)]
        if which == 1:
            return [self.mutated(random.choice(self.request(self.text())))]
        if which == 2:
            return [self.odd_frame()]
        if which == 3:
            return self.games()
        if which == 4:
            return self.request(self.broken_text())
        return self.request(self.text())

    def text(self) -> bytes:
        """A request's JSON text: a command with odd arguments."""
        do = random.choice(COMMANDS)
        parts = ['"do":"%s"' % do]
        if chance(2) and do in GOOD:  # so that it gets further than the first look
            parts.append(GOOD[do])
        for _ in range(random.choice((0, 0, 1, 2, 4))):
            parts.append('"%s":%s' % (random.choice(FIELDS), random.choice(ODD)))
        return ("{" + ",".join(parts) + "}").encode()

    def broken_text(self) -> bytes:
        text = bytearray(self.text())
        for _ in range(1 + random.randrange(4)):
            at = random.randrange(len(text))
            how = random.randrange(3)
            if how == 0:
                text[at] = 32 + random.randrange(95)
            elif how == 1:
                text = (
                    text[:at]
                    + random.choice((b"{", b"[", b'"', b"\\", b"}", b",", b"[[["))
                    + text[at:]
                )
            elif len(text) > 1:
                text = text[:at] + text[at + 1 :]
        return bytes(text)

    def request(self, text: bytes, seq: int = 0) -> list:
        """Its lines, under the next number."""
        if not seq:
            self.seq += 1
            seq = self.seq
        self.last = text
        session = SESSION if random.randrange(20) else some_session()
        try:
            pieces = frames.split(text, session, seq)
        except ValueError:
            return []
        count = len(pieces)
        return [
            frames.encode(">", session, seq, "%d/%d" % (i + 1, count), piece)
            for i, piece in enumerate(pieces)
        ]

    def mutated(self, line: bytes) -> bytes:
        line = bytearray(line)
        for _ in range(1 + random.randrange(3)):
            line[random.randrange(len(line))] = random.getrandbits(8)
        if chance(2):  # with a CRC that fits all the same
            body = bytes(line[:-10])
            return body + b" %08x\n" % (binascii.crc32(body) & 0xFFFFFFFF)
        return bytes(line[: random.randrange(len(line) + 1)])

    def odd_frame(self) -> bytes:
        seq = random.choice((self.seq, self.seq + 1, 0, 1, frames.MAX_SEQ + 1, self.seq - 1, -1))
        kind = random.choice(KINDS)
        payload = random.choice((b"", b"x", b'{"do":"list"}', b'{"do":"hello"}', some_bytes(100)))
        body = (
            ("%s%s %d %s" % (random.choice("><"), some_session(), seq, kind)).encode()
            + b" "
            + payload
        )
        return body + b" %08x\n" % (binascii.crc32(body) & 0xFFFFFFFF)

    def games(self) -> list:
        """Ids repeated, other bodies, parts out of order, sessions that come and go."""
        which = random.randrange(7)
        if which == 0:  # the same id with another body
            return self.request(self.text()) + self.request(self.text(), self.seq)
        if which == 1:  # the same again and again
            return self.request(self.text()) * 3
        if which == 2:  # parts out of order, some twice, some missing
            lines = self.request(
                self.text()[:-1] + b',"x":"%s"}' % (b"y" * random.randrange(2500))
            )
            return [random.choice(lines) for _ in range(len(lines) + 3)] if lines else []
        if which == 3:  # an older number
            return self.request(self.last, self.seq - 1 - random.randrange(5))
        if which == 4:  # a new session, and back
            session = "%08x" % random.getrandbits(30)
            hello = b'{"do":"hello","protocol":1}'
            lines = [frames.encode(">", session, 1, "1/1", hello)]
            lines.append(frames.encode(">", session, 2, "1/1", b'{"do":"list"}'))
            self.seq += 1
            return lines + [frames.encode(">", SESSION, self.seq, "1/1", hello)]
        if which == 5:  # the answer's parts, also those that there are not
            lines = self.request(b'{"do":"list"}')
            return lines + [frames.encode(">", SESSION, self.seq, "?%d" % n) for n in (1, 2, 9)]
        lines = self.request(self.text())  # no hello between
        return [lines[0], frames.encode(">", "ffffffff", 7, "1/1", b'{"do":"hello"}')] + lines
