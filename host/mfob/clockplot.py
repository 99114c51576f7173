"""A picture of the clock's history: how far off it was before each setting, with error bars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from mfob.errors import HostError, shown
from mfob.records import Setting

_WIDE, _HIGH = 1280, 720
_LEFT, _RIGHT, _TOP, _BOTTOM = 130, 80, 110, 110  # margins
_TEXT, _TITLE = 22, 28  # pixels
_INK, _GRID, _LINE, _POINT = "#222222", "#dddddd", "#9fb7d8", "#1f5fae"
_CAP = 9  # half the width of an error bar's ends
_DOT = 6
_MOST = 7  # marks on an axis
_STEPS = (  # seconds between marks of the time axis, and how they are written
    (60, "%H:%M"), (300, "%H:%M"), (900, "%H:%M"), (3600, "%H:%M"), (10_800, "%d %b %H:%M"),
    (43_200, "%d %b %H:%M"), (86_400, "%d %b"), (2 * 86_400, "%d %b"), (7 * 86_400, "%d %b"),
    (14 * 86_400, "%d %b"), (30 * 86_400, "%d %b %Y"), (91 * 86_400, "%d %b %Y"),
    (182 * 86_400, "%d %b %Y"), (730 * 86_400, "%d %b %Y"), (3652 * 86_400, "%d %b %Y"),
)  # fmt: skip


def save(history: Sequence[Setting], path: Path) -> None:
    """Writes the picture as a PNG. Raises HostError "no_history", "unwritable"."""
    picture = draw(history)
    try:
        picture.save(path, "PNG")
    except OSError as error:
        message = f"{shown(str(path))} can't be written: {error.strerror or error}."
        raise HostError(message, "unwritable") from None


def draw(history: Sequence[Setting]) -> Image.Image:
    """The picture. Raises HostError "no_history" where no setting tells how far off it was."""
    known = [setting for setting in history if setting.off_ms is not None]
    if not known:
        raise HostError(
            "There is nothing to draw yet: the clock has to be set a second time before it is"
            " known how far off it was.",
            "no_history",
        )
    chart = _Chart(history)
    chart.axes()
    chart.lines()
    for setting in known:
        chart.point(setting)
    return chart.picture


class _Chart:
    """The area, its scales and what is drawn there."""

    def __init__(self, history: Sequence[Setting]) -> None:
        self.picture = Image.new("RGB", (_WIDE, _HIGH), "white")
        self._draw = ImageDraw.Draw(self.picture)
        self._font = ImageFont.load_default(_TEXT)
        self._history = history
        starts = [s.time - s.after for s in history[:1] if s.after]  # the one that is forgotten
        times = [*starts, *(s.time for s in history)]
        room = max(60, (max(times) - min(times)) * 0.04)
        self._from, self._until = min(times) - room, max(times) + room
        ends = [0]
        for setting in history:
            if setting.off_ms is not None:
                ends += [setting.off_ms - setting.error_ms, setting.off_ms + setting.error_ms]
        self._unit, self._ms = ("s", 1000) if max(map(abs, ends)) >= 2000 else ("ms", 1)
        high, low = max(ends) / self._ms, min(ends) / self._ms
        self._step = _nice(high - low)
        self._low = math.floor(low / self._step - 0.1) * self._step
        self._high = math.ceil(high / self._step + 0.1) * self._step

    def axes(self) -> None:
        """Grid, marks with their numbers, units, title."""
        right, bottom = _WIDE - _RIGHT, _HIGH - _BOTTOM
        places = round((self._high - self._low) / self._step)
        for number in range(places + 1):
            value = self._low + number * self._step
            y = self._y(value * self._ms)
            self._draw.line((_LEFT, y, right, y), _GRID, 1)
            text = "0" if abs(value) < self._step / 2 else f"{value:+g}"
            self._draw.text((_LEFT - 14, y), text, _INK, self._font, "rm")
        for moment, text in _marks(self._from, self._until):
            x = self._x(moment)
            self._draw.line((x, _TOP, x, bottom), _GRID, 1)
            self._draw.line((x, bottom, x, bottom + 7), _INK, 2)
            self._draw.text((x, bottom + 14), text, _INK, self._font, "ma")
        self._draw.line((_LEFT, _TOP, _LEFT, bottom, right, bottom), _INK, 2)
        self._draw.line((_LEFT, self._y(0), right, self._y(0)), _INK, 2)
        years = sorted({f"{datetime.fromtimestamp(s.time, UTC):%Y}" for s in self._history})
        title = "How far off the fob's clock was, just before each setting"
        self._draw.text((_LEFT, 18), title, _INK, ImageFont.load_default(_TITLE))
        above = f"offset in {self._unit}: + ahead, - behind; bars: error of the time that was set"
        self._draw.text((_LEFT, 56), above, _INK, self._font)
        below = f"time of the setting, UTC, {years[0]}"
        below += "" if len(years) == 1 else f" to {years[-1]}"
        self._draw.text(((_LEFT + right) // 2, _HIGH - 24), below, _INK, self._font, "ms")

    def lines(self) -> None:
        """From right, after one setting, to where the clock stood before the next."""
        for setting in self._history:
            if setting.off_ms is not None and setting.after:
                begin = (self._x(setting.time - setting.after), self._y(0))
                self._draw.line((*begin, self._x(setting.time), self._y(setting.off_ms)), _LINE, 3)
            elif setting.off_ms is None:
                x, y = self._x(setting.time), self._y(0)
                self._draw.ellipse((x - _DOT, y - _DOT, x + _DOT, y + _DOT), "white", _POINT, 2)

    def point(self, setting: Setting) -> None:
        """An offset with its error bar."""
        off = setting.off_ms or 0
        x, y = self._x(setting.time), self._y(off)
        top, low = self._y(off + setting.error_ms), self._y(off - setting.error_ms)
        self._draw.line((x, top, x, low), _POINT, 3)
        for end in (top, low):
            self._draw.line((x - _CAP, end, x + _CAP, end), _POINT, 3)
        self._draw.ellipse((x - _DOT, y - _DOT, x + _DOT, y + _DOT), _POINT)

    def _x(self, moment: float) -> int:
        share = (moment - self._from) / (self._until - self._from)
        return round(_LEFT + share * (_WIDE - _LEFT - _RIGHT))

    def _y(self, ms: float) -> int:
        share = (ms / self._ms - self._low) / (self._high - self._low)
        return round(_HIGH - _BOTTOM - share * (_HIGH - _TOP - _BOTTOM))


def _nice(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts a span into few."""
    rough = max(span, 1e-3) / (_MOST - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough * 0.999)


def _marks(begin: float, end: float) -> list[tuple[int, str]]:
    """Where the time axis is marked, and with what."""
    step, form = next(((s, f) for s, f in _STEPS if (end - begin) / s <= _MOST), _STEPS[-1])
    origin = datetime.fromtimestamp(begin, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    moment = int(origin.timestamp())
    marks = []
    while moment <= end:
        if moment >= begin:
            marks.append((moment, _written(moment, form)))
        moment += step
    return marks


def _written(moment: int, form: str) -> str:
    """A mark's text; one at midnight among hours is the day."""
    when = datetime.fromtimestamp(0, UTC) + timedelta(seconds=moment)
    if form == "%H:%M" and (when.hour, when.minute) == (0, 0):
        form = "%d %b"
    return when.strftime(form)
