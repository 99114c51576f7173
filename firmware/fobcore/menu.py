"""What the owner can do on the fob alone: the menu's rows and what each leads to, as flows of
screens (fobcore.dialog)."""

from fobcore import pin as pins
from fobcore.app import LOCK
from fobcore.dialog import Busy, Menu, Message, Question
from fobcore.errors import PIN_FORMAT, REFUSED, FobError
from fobcore.pinpad import PinPad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.clock import Clock
    from fobcore.keeper import Keeper
    from fobcore.parts import Flow, Row, TicksDiff, Typing



def menu(keeper: "Keeper", clock: "Clock", ticks_diff: "TicksDiff") -> "Flow":
    """The menu; what it offers depends on whether the fob has a PIN, and is locked."""
    rows: "list[Row]" = []
    if keeper.locked:
        rows.append(("Type the PIN", lambda: unlock(keeper)))
    elif keeper.has_pin:
        rows.append(("Lock", lambda: _end(LOCK)))
        rows.append(("Change the PIN", lambda: _set_pin(keeper)))
        rows.append(("Remove the PIN", lambda: _remove_pin(keeper, ticks_diff)))
    elif keeper.vault is not None:
        rows.append(("Set a PIN", lambda: _set_pin(keeper)))
    if not keeper.locked:
        rows.append(("Clock", lambda: _clock(clock)))
        rows.append(("Set the clock", lambda: _set_clock(clock)))
    rows.append(("Erase everything", lambda: _erase(keeper, ticks_diff)))
    rows.append(("Back", lambda: _end("")))
    chosen = Menu([row[0] for row in rows])
    yield chosen
    return (yield from rows[chosen.chosen][1]())


def unlock(keeper: "Keeper") -> "Flow":
    """The PIN, then a try that counts."""
    pin = yield from _typed("PIN")
    yield Busy("LOCKED", "Trying the PIN ...", keeper.unlock(pin))


def _clock(clock: "Clock") -> "Flow":
    from fobcore import clock_screens

    return clock_screens.details(clock)


def _set_clock(clock: "Clock") -> "Flow":
    from fobcore import clock_screens

    return clock_screens.set_by_hand(clock)


def _end(result: str) -> "Flow":
    """No more screens."""
    yield from ()
    return result


def told(title: str, text: str) -> "Flow":
    """What became of a flow."""
    yield Message(title, text)


def _set_pin(keeper: "Keeper") -> "Flow":
    keeper.refuse_early()
    old = (yield from _typed("Old PIN")) if keeper.has_pin else None
    new = yield from _typed("New PIN")
    if not pins.valid(new):
        raise FobError(PIN_FORMAT)
    if new != (yield from _typed("New PIN again")):
        yield Message("PIN NOT SET", "The second was not like the first.")
        return
    yield Busy("PIN", "Setting it ...", keeper.set_pin(new, old))
    yield Message("PIN SET", "Locked, the fob asks for it. There is no way around it.")


def _remove_pin(keeper: "Keeper", ticks_diff: "TicksDiff") -> "Flow":
    keeper.refuse_early()
    old = yield from _typed("Old PIN")
    yield Question("Remove PIN", "The flash then gives away the keys", ticks_diff)
    yield Busy("PIN", "Removing it ...", keeper.remove_pin(old))
    yield Message("PIN REMOVED", "Whoever has the fob has its codes.")


def _erase(keeper: "Keeper", ticks_diff: "TicksDiff") -> "Flow":
    yield Question("ERASE EVERYTHING", "all accounts, for ever", ticks_diff)
    keeper.wipe()


def _typed(title: str) -> "Typing":
    """A PIN from the buttons. Raises FobError REFUSED where the owner gives up."""
    pad = PinPad(title)
    yield pad
    if pad.given_up:
        raise FobError(REFUSED)
    return pad.taken
