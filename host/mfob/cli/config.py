"""`mfob config`: the fob's settings."""

from __future__ import annotations

import click

from mfob.cli.common import State
from mfob.cli.texts import table
from mfob.errors import of_code

_MEANINGS = {  # setting: its values, the first is the default, and what each means
    "usb_code": {
        "press": "`mfob code` waits for a press of the fob's button",
        "free": "TOTP and Steam codes without a press; a counter's always with one",
        "off": "the fob gives no codes to computers",
    },
    "lock_after": {
        "300": "a fob with a PIN locks after 5 minutes without a button or a request",
        "60": "a fob with a PIN locks after a minute without a button or a request",
        "900": "a fob with a PIN locks after 15 minutes without a button or a request",
        "0": "it locks when it is told to, and when it loses its power",
    },
    "hide": {
        "off": "the digits are on the fob's screen",
        "on": "they are there after a press of ok, for half a minute",
    },
    "next_code": {
        "on": "in a code's last 10 seconds the next one is on the screen as well",
        "off": "it comes when its time has come",
    },
    "brightness": {"medium": "of the display", "low": "of the display", "high": "of the display"},
    "rotation": {"0": "the picture as the board is meant", "180": "the picture upside down"},
    "hand": {"right": "the buttons as the board says", "left": "ok and next change places"},
}


@click.command(short_help="Show or change the fob's settings.")
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.pass_obj
def config(state: State, key: str | None, value: str | None) -> None:
    """Show the fob's settings, or one of them, or give it a VALUE; the fob waits for its button.

    \b
    usb_code press   codes over USB wait for a press of the fob's button (as new)
    usb_code free    TOTP and Steam codes come without one
    usb_code off     no codes over USB: they are on the fob's screen only
    lock_after 300   a fob with a PIN locks after so many seconds without a button or a request;
                     300 as new, or 60, 900, and 0 for never
    hide on          digits are shown after a press of ok, for half a minute; off as new
    next_code off    no next code in a code's last seconds; on as new
    brightness low   or medium, as new, or high
    rotation 180     the picture upside down; 0 as new
    hand left        the buttons ok and next change places; right as new
    """
    with state.open_fob() as fob:
        settings = fob.settings()
        if key is not None:
            key = key.lower().replace("-", "_")
            if key not in settings:
                raise of_code("bad_key")
        if key is not None and value is not None and settings[key] != value:
            known = _MEANINGS.get(key)
            if known and value not in known:
                raise of_code("bad_value")
            state.progress.expect("Change setting", f"{key} {value}")
            fob.set_setting(key, value)
            settings = fob.settings()
    shown = settings if key is None else {key: settings[key]}
    if state.json:
        state.emit({"settings": shown})
    else:
        table([(name, is_, _meaning(name, is_)) for name, is_ in shown.items()])


def _meaning(key: str, value: str) -> str:
    return _MEANINGS.get(key, {}).get(value, "")
