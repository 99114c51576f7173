"""The battery: its curve, the mean of noisy samples, and states that do not flicker."""

from drivers.battery import EMPTY, LOW, OK, Battery, percent_of


class Cell:
    """An analog input with a few mV of noise, behind a divider that may have to be switched on."""

    def __init__(self, mv: int, times: int, switched: bool) -> None:
        self.mv = mv
        self.samples = 0
        self.on = not switched
        self._times = times

    def microvolts(self) -> int:
        assert self.on, "measured while the divider is off"
        self.samples += 1
        return self.mv * 1000 // self._times + (self.samples * 7 % 9 - 4) * 1000

    def value(self, level: int) -> None:
        self.on = level == 1


def test_the_curve() -> None:
    for mv, expected in ((0, 0), (3270, 0), (3440, 2), (3610, 5), (3710, 15), (3840, 50)):
        assert percent_of(mv) == expected, mv
    for mv, expected in ((3845, 52), (3980, 75), (4199, 99), (4200, 100), (4350, 100)):
        assert percent_of(mv) == expected, mv
    values = [percent_of(mv) for mv in range(3000, 4300)]
    assert sorted(values) == values


def test_the_mean_of_samples_and_the_divider() -> None:
    for times, switched in ((1, False), (2, False), (2, True), (3, True)):
        cell = Cell(3900, times, switched)
        battery = Battery(cell, times, cell if switched else None)
        assert abs(battery.read() - 3900) < 5
        assert cell.on == (not switched)  # it would drain the cell
        assert cell.samples >= 8


def test_states() -> None:
    cell = Cell(4000, 2, False)
    battery = Battery(cell, 2, None)
    assert battery.state == OK

    def at(mv: int) -> str:
        cell.mv = mv
        battery.percent()
        return battery.state

    assert at(3700) == OK  # 12 %
    assert at(3690) == LOW  # 10 %
    assert at(3705) == LOW  # until 16 %
    assert at(3720) == OK
    assert at(3450) == EMPTY  # 2 %
    assert at(3600) == EMPTY  # until 6 %
    assert at(3640) == LOW
    assert at(3740) == OK
    assert at(3290) == EMPTY
    assert not battery.charging
    assert at(4150) == OK and not battery.charging
    assert at(4200) == OK and battery.charging
