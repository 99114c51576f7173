"""`mfob devices`: the fobs that are connected."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob import discover
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, table


@click.command(
    short_help="List the fobs that are connected.",
    epilog=examples(
        "mfob devices",
        "mfob devices -p /dev/ttyACM0    # looks at that port only",
    ),
)
@click.pass_obj
def devices(state: State) -> None:
    """List the fobs that are connected: found by their USB id, told from others by a handshake.

    With -p only that port is looked at. No fob at all is not a failure here.
    """
    places = [discover.at(state.port)] if state.port else discover.scan()
    found = []
    for place in places:
        answer = discover.probe(place, state.say)
        if isinstance(answer, discover.Found):
            found.append(answer)
        else:
            note(f"{place.path}: {answer}")
    if state.json:
        state.emit({"devices": [asdict(fob) for fob in found]})
    elif found:
        rows = [(fob.port, fob.board, fob.firmware, fob.id) for fob in found]
        table([("PORT", "BOARD", "FIRMWARE", "ID"), *rows])
    else:
        note("No fob found. The virtual fob is not looked for: it is `-p sim`.")
