"""The finger of --auto-approve, moment by moment, before a display that the test draws on."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mfob.sim import finger
from mfob.sim.finger import Finger
from mfob.sim.machine import Machine

MS = 1_000_000
ASKS = ["Move", "alice", "ok = yes next = no"]
OTHER = ["Move", "bob", "ok = yes next = no"]
PLAIN = ["GitHub 1/1", "123 456"]


class Scene:
    """A machine's outside: a display, a button, a clock that the test lets run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0  # ns, of the world and of the computer
        self.changes = 0
        self.lines = PLAIN
        self.pressed: list[list[str]] = []  # the screen at each press
        self.down = False
        self.on_drawn: Callable[[], None] = lambda: None
        self._order = 0
        self._due: list[tuple[int, int, Callable[[], None]]] = []
        self.world = SimpleNamespace(ticks=lambda: self.now)
        self.loop = SimpleNamespace(
            at_ticks=self._at, after=lambda s, call: self._at(self.now + int(s * 1e9), call)
        )
        self.chip = SimpleNamespace(running=True)
        button = SimpleNamespace(hold=self._hold, release=self._release)
        self.circuit = SimpleNamespace(picture=lambda: self.lines, button=lambda _: button)
        monkeypatch.setattr(finger, "read_text", lambda lines: lines)
        Finger(cast(Machine, cast(Any, self)))

    def draw(self, lines: list[str]) -> None:
        self.lines = lines
        self.changes += 1
        self.on_drawn()

    def run(self, ms: int) -> None:
        end = self.now + ms * MS
        while self._due and self._due[0][0] <= end:
            self.now, _, call = heapq.heappop(self._due)
            call()
        self.now = end

    def _at(self, when: int, call: Callable[[], None]) -> None:
        self._order += 1
        heapq.heappush(self._due, (when, self._order, call))

    def _hold(self) -> None:
        self.down = True
        self.pressed.append(self.lines)

    def _release(self) -> None:
        self.down = False


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(monkeypatch)


def test_one_press_a_question(scene: Scene) -> None:
    scene.draw(ASKS)
    scene.run(300)
    assert scene.pressed == []  # no press counts yet
    scene.run(5000)
    assert scene.pressed == [ASKS] and not scene.down
    scene.draw(PLAIN)
    scene.run(5000)
    assert scene.pressed == [ASKS]


@pytest.mark.parametrize("gap", [0, 1, 10, 49, 60])
@pytest.mark.parametrize("second", [ASKS, OTHER])
@pytest.mark.parametrize("when", [0, 5, 40, 51, 100])  # ms after the release
def test_the_next_question_in_quick_succession(
    scene: Scene, gap: int, second: list[str], when: int
) -> None:
    """Also where it looks the same, and was never seen to go away between."""
    scene.draw(ASKS)
    while not scene.down:
        scene.run(1)
    while scene.down:
        scene.run(1)
    scene.run(when)
    scene.draw(PLAIN)
    scene.run(gap)
    scene.draw(second)
    scene.run(3000)
    assert scene.pressed == [ASKS, second]


@pytest.mark.parametrize("when", [1, 60, 200, 440, 460, 500])  # ms after the first was drawn
def test_a_question_that_goes_or_is_swapped(scene: Scene, when: int) -> None:
    """No press for a question that is gone; the one in its place gets its own."""
    scene.draw(ASKS)
    scene.run(when)
    scene.draw(OTHER)
    began = scene.now
    while not scene.pressed or scene.pressed[-1] is not OTHER:
        scene.run(1)
        assert scene.now < began + 3000 * MS
    assert scene.now >= began + 300 * MS
    scene.draw(PLAIN)
    scene.run(3000)
    assert scene.pressed.count(OTHER) == 1


def test_a_question_that_went_away(scene: Scene) -> None:
    scene.draw(ASKS)
    scene.run(300)
    scene.draw(PLAIN)
    scene.run(3000)
    assert scene.pressed == []


def test_the_only_button_is_held(scene: Scene) -> None:
    """Until its press has been long, and no longer than that."""
    asks = ["Move", "alice", "hold = yes press = no"]
    scene.draw(asks)
    while not scene.down:
        scene.run(1)
    began = scene.now
    while scene.down:
        scene.run(1)
    assert scene.now - began == 1000 * MS
    assert scene.pressed == [asks]


def test_a_list_on_a_board_of_three_buttons(scene: Scene) -> None:
    asks = ["Import", "9 accounts", "ok = yes back = no"]
    scene.draw(asks)
    scene.run(3000)
    assert scene.pressed == [asks]
