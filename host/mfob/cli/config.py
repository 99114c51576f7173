"""`mfob config`: the fob's settings."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from mfob.cli import complete
from mfob.cli.common import State
from mfob.cli.examples import examples
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
        "0": "it locks when it is told to, when it loses its power, and to sleep on its battery",
    },
    "exportable": {
        "press": "`mfob backup` and `mfob export` get the accounts, after a press and the PIN",
        "never": "accounts and their keys never leave the fob; only a wipe undoes it",
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
    "type_code": {
        "off": "the fob types nothing",
        "on": "ok held and let go types the code on the screen, as a USB keyboard",
    },
    "type_keys": {
        "keypad": "digits by the keypad: the same in all layouts, with Num Lock",
        "row": "digits by the row above the letters",
    },
    "type_enter": {"off": "the code alone", "on": "the code and Enter"},
    "type_layout": {
        "us": "the computer's keyboard layout: American",
        "uk": "the computer's keyboard layout: British",
        "de": "the computer's keyboard layout: German",
        "fr": "the computer's keyboard layout: French",
        "es": "the computer's keyboard layout: Spanish",
    },
    "hand": {"right": "the buttons as the board says", "left": "ok and next change places"},
    "dark_after": {
        "30": "the display is dark half a minute after the last press, 5 minutes on a plug",
        "60": "the display is dark a minute after the last press, 10 on a plug",
        "300": "the display is dark 5 minutes after the last press, 50 on a plug",
        "0": "the display stays lit, dim after 10 seconds",
    },
}


def _keys(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    usual = [(key, f"{next(iter(values))} as new") for key, values in _MEANINGS.items()]
    return complete.fitting(usual, begun)


def _values(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    return complete.fitting(_MEANINGS.get(ctx.params.get("key") or "", {}).items(), begun)


@click.command(
    short_help="Show or change the fob's settings.",
    epilog=examples(
        "mfob config                  # all of them",
        "mfob config lock_after 60    # lock after a minute",
        "mfob config usb_code free    # codes over USB without a press",
    ),
)
@click.argument("key", required=False, shell_complete=_keys)
@click.argument("value", required=False, shell_complete=_values)
@click.pass_obj
def config(state: State, key: str | None, value: str | None) -> None:
    """Show the fob's settings, or one of them, or give it a VALUE; the fob waits for its button.

    \b
    usb_code press   codes over USB wait for a press of the fob's button (as new)
    usb_code free    TOTP and Steam codes come without one
    usb_code off     no codes over USB: they are on the fob's screen only
    lock_after 300   a fob with a PIN locks after so many seconds without a button or a request;
                     300 as new, or 60, 900, and 0 for never. Before it sleeps on its battery it
                     locks, whatever this says: see dark_after
    exportable never accounts never leave the fob, so there is no backup; only a wipe undoes it
    hide on          digits are shown after a press of ok, for half a minute; off as new
    next_code off    no next code in a code's last seconds; on as new
    brightness low   or medium, as new, or high
    rotation 180     the picture upside down; 0 as new
    hand left        the buttons ok and next change places; right as new
    type_code on     holding ok types the code, as a USB keyboard (where the board can be one);
                     off as new. The fob's port goes for a second and comes back
    type_keys row    digits by the row above the letters; keypad as new
    type_enter on    Enter behind the code; off as new
    type_layout de   the computer's keyboard layout: us as new, or uk, de, fr, es
    dark_after 60    the display is dark after so many seconds without use (on a plug ten times as
                     many); 30 as new, or 60, 300, and 0 for never. On its battery the fob sleeps
                     2 seconds later, or 20 where its PIN is open, and not at all with 0
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
