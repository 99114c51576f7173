"""What the owner can do on the fob alone: the menu's rows and what each leads to, as flows of
screens (fobcore.dialog)."""

from fobcore import pin as pins
from fobcore.app import LOCK
from fobcore.dialog import Busy, Menu, Message, Question
from fobcore.errors import PIN_FORMAT, REFUSED, FobError
from fobcore.pinpad import PinPad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.app import App
    from fobcore.clock import Clock
    from fobcore.keeper import Keeper
    from fobcore.parts import Flow, Row, Typing


def menu(app: "App") -> "Flow":
    """The menu; what it offers depends on what the fob shows, on whether it has a PIN, and is
    locked."""
    keeper = app.keeper
    rows: "list[Row]" = []
    if keeper.locked:
        rows.append(("Type the PIN", lambda: unlock(keeper)))
    elif keeper.vault is not None:
        rows += _of_accounts(app)
        if keeper.has_pin:
            rows.append(("Lock", lambda: _end(LOCK)))
    if not keeper.locked:
        rows.append(("Clock", lambda: _clock(app.clock)))
        rows.append(("Set the clock", lambda: _set_clock(app.clock)))
        rows.append(("Settings", lambda: _settings(app)))
    rows += _of_pin(app)
    rows.append(("About", lambda: _about(app)))
    rows.append(("Erase everything", lambda: _erase(app)))
    rows.append(("Back", lambda: _end("")))
    chosen = Menu([row[0] for row in rows])
    yield chosen
    return (yield from rows[chosen.chosen][1]())


def _of_accounts(app: "App") -> "list[Row]":
    vault = app.keeper.vault
    rows: "list[Row]" = []
    if vault is not None and len(vault):
        if len(vault) > 1:
            rows.append(("Find an account", lambda: find(app)))
        yes = "yes" if vault.favourite_at(app.position) else "no"
        rows.append(("Favourite: " + yes, lambda: _favour(app)))
    return rows


def _of_pin(app: "App") -> "list[Row]":
    keeper = app.keeper
    if keeper.locked or keeper.vault is None:
        return []
    if not keeper.has_pin:
        return [("Set a PIN", lambda: _set_pin(keeper))]
    return [
        ("Change the PIN", lambda: _set_pin(keeper)),
        ("Remove the PIN", lambda: _remove_pin(app)),
    ]


def unlock(keeper: "Keeper") -> "Flow":
    """The PIN, then a try that counts."""
    pin = yield from _typed("PIN")
    yield Busy("LOCKED", "Trying the PIN ...", keeper.unlock(pin))


def find(app: "App") -> "Flow":
    """Another account, out of a list."""
    from fobcore import finder

    return finder.find(app.keeper.the_vault(), app.position, app.show)


def _favour(app: "App") -> "Flow":
    vault = app.keeper.the_vault()
    id = vault.id_at(app.position)
    vault.favour(id, not vault.favourite_at(app.position))
    app.show_account(id)
    yield from ()


def _settings(app: "App") -> "Flow":
    from fobcore import settings_screens

    return settings_screens.settings(app.settings)


def _about(app: "App") -> "Flow":
    from fobcore import settings_screens

    return settings_screens.about(app.keeper, app.identity)


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


def _remove_pin(app: "App") -> "Flow":
    keeper = app.keeper
    keeper.refuse_early()
    old = yield from _typed("Old PIN")
    yield Question("Remove PIN", "The flash then gives away the keys", app.ticks_diff)
    yield Busy("PIN", "Removing it ...", keeper.remove_pin(old))
    yield Message("PIN REMOVED", "Whoever has the fob has its codes.")


def _erase(app: "App") -> "Flow":
    yield Question("ERASE EVERYTHING", "all accounts, for ever", app.ticks_diff)
    app.keeper.wipe()


def _typed(title: str) -> "Typing":
    """A PIN from the buttons. Raises FobError REFUSED where the owner gives up."""
    pad = PinPad(title)
    yield pad
    if pad.given_up:
        raise FobError(REFUSED)
    return pad.taken
