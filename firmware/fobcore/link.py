"""The fob's end of the serial link: parts into requests, requests into answers, one at a time."""

import binascii
import json

from fobcore import frames
from fobcore.errors import BAD_REQUEST, LOCKED, REUSED_ID, SESSION, TIMEOUT, TOO_LONG, FobError
from fobcore.wire import BUSY, WAIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Answer, Making, Run, Send, Task, TicksDiff

REQUEST_MAX = 2048  # bytes of a request's JSON text
_TELL_EVERY = 1000  # ms between two ~busy or ~wait
_MADE_FOR = 10000  # ms for which an answer that is made anew can be asked for again
_REUSED = REUSED_ID.encode()
_NESTING_MAX = 16  # brackets in a request, outside of its texts


class Link:
    """Takes lines, gives lines. `write(bytes)` sends; `run(request, session, seq)` is a command.

    `run` returns the answer as a dict, or a callable that makes the dict anew each time it is
    sent (what a code's answer is: it is kept nowhere), or a generator of BUSY and WAIT that is
    sent the ticks and returns one of these two. It raises FobError.
    """

    def __init__(self, write: "Send", run: "Run", ticks_diff: "TicksDiff") -> None:
        self._write = write
        self._run = run
        self._ticks_diff = ticks_diff
        self._session = ""
        self._seq = 0  # the newest request's
        self._request = bytearray(REQUEST_MAX)
        self._filled = 0
        # (length, CRC) of the parts received of it, in order
        self._parts: "list[tuple[int, int]]" = []
        self._of = 0
        self._too_long = False
        self._state = BUSY  # what the task yielded last
        self._task: "Task | None" = None  # the generator under way
        self._told_at = 0
        self._answer: "list[bytes] | Making | None" = None  # pieces, or a callable

    @property
    def session(self) -> str:
        """The session of the last hello; empty before the first."""
        return self._session

    def forget(self) -> None:
        """The fob is locked: an answer from before is not sent again, work under way ends."""
        if self._task is not None:
            self._drop_task()
            self._fail(FobError(LOCKED))
        elif self._answer is not None:
            self._answer = self._pieces({"error": LOCKED})

    def receive(self, line: bytes, ticks: int) -> None:
        """A line from the host; noise is passed over."""
        frame = frames.decode(line, frames.TO_FOB)
        if frame is None:
            return
        session, seq, kind, payload = frame
        if session == self._session and seq < self._seq:
            return  # an echo of what is done with
        place = frames.part(kind)
        if place is None:
            if session == self._session and seq == self._seq and self._answer is not None:
                self._send_answer(int(kind[1:]))
            return
        newest = session == self._session and seq == self._seq
        if newest or self._begin(session, seq, place, payload):
            self._take(place, payload, ticks)

    @property
    def working(self) -> bool:
        """Whether a request is under way that does not wait for the owner."""
        return self._task is not None and self._state == BUSY

    def step(self, ticks: int) -> None:
        """Does a slice of the request under way and tells the host that it is still at it."""
        if self._task is None:
            # Looked at here as well as when it is made: ticks wrap, and the host may wait.
            old = self._ticks_diff(ticks, self._told_at) >= _MADE_FOR
            if old and callable(self._answer):
                self._answer = self._pieces({"error": TIMEOUT})
            return
        try:
            state = self._task.send(ticks)
        except StopIteration as stop:
            self._task = None
            self._finish(stop.value, ticks)
        except FobError as error:
            self._task = None
            self._fail(error)
        else:
            self._state = state
            if self._ticks_diff(ticks, self._told_at) >= _TELL_EVERY:
                self._tell(state, ticks)

    def _begin(self, session: str, seq: int, place: tuple[int, int], payload: bytes) -> bool:
        """The first line of a request that is new. False: it was answered with an error."""
        if session != self._session:
            # Only a hello opens a session; it is short, so one part shows what it is.
            if place != (1, 1) or b'"hello"' not in payload:
                self._send(session, seq, "1/1", b'{"error":"%s"}' % SESSION.encode())
                return False
            self._session = session
        elif place[0] != 1:
            return False  # its beginning is still to come again
        self._drop_task()
        self._seq = seq
        self._filled = 0
        self._parts = []
        self._of = place[1]
        self._too_long = False
        self._answer = None
        return True

    def _take(self, place: tuple[int, int], payload: bytes, ticks: int) -> None:
        """A part of the newest request."""
        number, of = place
        if number > len(self._parts) + 1:
            return  # its predecessor was lost and will come again
        printed = (len(payload), binascii.crc32(payload))
        if number <= len(self._parts):
            if of != self._of or printed != self._parts[number - 1]:
                self._send(self._session, self._seq, "1/1", b'{"error":"%s"}' % _REUSED)
                return
        else:
            self._keep(payload)
            self._parts.append(printed)
            if number == of:
                self._start(ticks)
                return
        if number < of:
            self._send(self._session, self._seq, "+%d" % number)
        elif self._task is not None:
            self._tell(self._state, ticks)
        elif self._answer is not None:
            self._send_answer(1)

    def _keep(self, payload: bytes) -> None:
        end = self._filled + len(payload)
        if end > REQUEST_MAX:
            self._too_long = True
        else:
            self._request[self._filled : end] = payload
            self._filled = end

    def _start(self, ticks: int) -> None:
        """The request is whole: runs it."""
        text = bytes(self._request[: self._filled])
        self._request[: self._filled] = bytes(self._filled)  # it may hold a secret
        try:
            if self._too_long:
                raise FobError(TOO_LONG)
            result = self._run(_parse(text), self._session, self._seq)
            if isinstance(result, dict) or callable(result):
                self._finish(result, ticks)
            else:
                self._task = result
                self._tell(next(result), ticks)
        except StopIteration as stop:
            self._task = None
            self._finish(stop.value, ticks)
        except FobError as error:
            self._task = None
            self._fail(error)

    def _finish(self, result: "Answer", ticks: int) -> None:
        self._told_at = ticks
        self._answer = result if callable(result) else self._pieces({"ok": result})
        self._send_answer(1)

    def _fail(self, error: FobError) -> None:
        answer: dict = {"error": error.code}
        answer.update(error.details)
        self._answer = self._pieces(answer)
        self._send_answer(1)

    def _send_answer(self, number: int) -> None:
        pieces = self._answer
        if callable(pieces):
            try:
                pieces = self._pieces({"ok": pieces()})
            except FobError as error:
                pieces = self._answer = self._pieces({"error": error.code})
        if pieces is not None and 1 <= number <= len(pieces):
            kind = "%d/%d" % (number, len(pieces))
            self._send(self._session, self._seq, kind, pieces[number - 1])

    def _pieces(self, answer: dict) -> list[bytes]:
        text = json.dumps(answer, separators=(",", ":")).encode()
        return frames.split(text, self._session, self._seq)

    def _tell(self, state: str, ticks: int) -> None:
        self._state = state
        self._told_at = ticks
        self._send(self._session, self._seq, frames.WAIT if state == WAIT else frames.BUSY)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.close()
            self._task = None

    def _send(self, session: str, seq: int, kind: str, payload: bytes = b"") -> None:
        self._write(frames.encode(frames.TO_HOST, session, seq, kind, payload))


def _parse(text: bytes) -> dict:
    """The request's object. Raises FobError BAD_REQUEST."""
    # A request of nothing but brackets would take the whole heap.
    if text.count(b"[") + text.count(b"{") > _NESTING_MAX and _brackets(text) > _NESTING_MAX:
        raise FobError(BAD_REQUEST)
    try:
        request = json.loads(text)
    except (ValueError, MemoryError):
        raise FobError(BAD_REQUEST) from None
    if not isinstance(request, dict) or not isinstance(request.get("do"), str):
        raise FobError(BAD_REQUEST)
    return request


def _brackets(text: bytes) -> int:
    """How many lists and objects a JSON text opens."""
    count = 0
    inside = escaped = False
    for byte in text:
        if escaped:
            escaped = False
        elif inside:
            escaped = byte == 0x5C
            inside = byte != 0x22
        elif byte == 0x22:
            inside = True
        elif byte == 0x5B or byte == 0x7B:
            count += 1
    return count
