"""The processor's own clock as a clock chip."""

from clockregisters import raises

from drivers.chipclock import ChipClock

UTC = 2_000_000_000
MOMENT = (2033, 5, 18, 2, 3, 33, 20, 0)  # a Wednesday: Monday is 0


class Own:
    """machine.RTC; `late`: so many readings still show what was before a setting."""

    def __init__(self, moment: tuple = (2021, 1, 1, 4, 0, 0, 17, 0)) -> None:
        self.moment = moment
        self.before = moment
        self.late = 0
        self.deaf = False

    def datetime(self, moment: "tuple | None" = None) -> "tuple | None":
        if moment is None:
            self.late -= 1
            return self.before if self.late >= 0 else self.moment
        assert len(moment) == 8
        self.before = self.moment
        if not self.deaf:
            self.moment = moment
        return None


def test_it_knows_nothing_until_it_is_set() -> None:
    for moment in ((2021, 1, 1, 4, 0, 0, 17, 0), (2000, 1, 1, 5, 0, 0, 0, 4711), MOMENT):
        rtc = ChipClock(Own(moment))
        assert rtc.read() is None
        assert rtc.lost == "stopped"


def test_setting() -> None:
    own = Own()
    rtc = ChipClock(own)
    rtc.write(UTC)
    assert own.moment == MOMENT
    assert rtc.read() == UTC
    assert rtc.lost == ""
    own.moment = (2033, 5, 18, 99, 3, 34, 1, 123456)  # weekday and parts of a second are ignored
    assert rtc.read() == UTC + 41


def test_a_reading_that_lags_is_waited_for() -> None:
    own = Own()
    own.late = 2
    rtc = ChipClock(own)
    rtc.write(UTC)
    assert rtc.read() == UTC


def test_a_setting_that_is_not_taken_is_an_error_and_no_time() -> None:
    own = Own()
    rtc = ChipClock(own)
    own.deaf = True
    assert raises(lambda: rtc.write(UTC), OSError)
    assert rtc.read() is None
    own.deaf = False
    rtc.write(UTC)
    own.deaf = True
    assert raises(lambda: rtc.write(UTC + 1000), OSError)
    assert rtc.read() is None


def test_what_can_t_be_a_time_is_none() -> None:
    own = Own()
    rtc = ChipClock(own)
    rtc.write(UTC)
    for moment in (
        (2033, 5, 18, 2, 3, 33, 19, 0),  # before what was set
        (2021, 1, 1, 4, 0, 0, 17, 0),  # it began anew
        (2100, 1, 1, 4, 0, 0, 0, 0),
        (2033, 13, 1, 4, 0, 0, 0, 0),
        (2034, 2, 29, 4, 0, 0, 0, 0),
    ):
        own.moment = moment
        assert rtc.read() is None, moment
        assert rtc.lost == "rubbish", moment
    own.moment = MOMENT
    assert rtc.read() == UTC
