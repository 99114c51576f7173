"""The whole installation: find the board, look at it, copy, restart, hear the fob answer."""

from __future__ import annotations

from collections.abc import Callable

from mfob import compiling, data, firmware, hostclock, trace
from mfob.board_prompt import BoardPrompt
from mfob.errors import HostError
from mfob.install import carry_out, choosing, image, lost, plan, reach, survey
from mfob.install.wish import Installed, Person, Wish

_CALM = 1.0  # seconds before a program on the board is interrupted
_ROUSED = 3.0  # seconds that it may take to end


def install(
    wish: Wish,
    person: Person,
    event: Callable[[str], None],
    say: trace.Trace = trace.silent,
) -> Installed:
    """Puts the firmware on the board, or a fob. `event` as for Fob.open(). Raises HostError."""
    if wish.board is not None:
        data.board(wish.board)  # says that there is no such board before anything is done
    place = reach.from_loader(wish, person) if wish.uf2 else reach.locate(wish)
    now = hostclock.steady(wish.port)
    known = reach.to_prompt(place, wish.port, person, event, say)
    calm, roused = (reach.RESETS, 0.0) if known else (_CALM, _ROUSED)
    try:
        prompt = BoardPrompt(reach.opened(place, reach.RESETS), calm, roused, now)
    except HostError as error:
        if error.code == "no_prompt":
            raise image.silent(place.path, place.uart, wish.board) from None
        raise
    try:
        board, done = _fill(prompt, wish, person, known.board if known else None)
    except BaseException:
        prompt.abandon()
        raise
    prompt.restart()
    fob = reach.awaited(place, done.place, now, person, say)
    return Installed(
        fob.port, board, fob.firmware, fob.id, done.place,
        len(done.write) + len(done.copy) + len(done.guard), done.kept, done.bytes, known is None,
    )  # fmt: skip


def _fill(
    prompt: BoardPrompt, wish: Wish, person: Person, known: str | None
) -> tuple[str, plan.Plan]:
    """All that is done at the prompt: the name of the board, and the plan that was carried out."""
    who = survey.who(prompt)
    files = survey.files(prompt)
    lost.check(prompt, who.platform, files, _forgets(person) if wish.forget_vault else None)
    main = files.found.get("/main.py")
    ours = main is not None and survey.small(prompt, "/main.py").startswith(firmware.MARK)
    if main is not None and main.size and not ours:
        person.agree("The board has a program of its own, main.py. Replace it?")
    pointer = f"/{firmware.POINTER}"
    told = survey.small(prompt, pointer) if pointer in files.found else b""
    now = plan.active(files, told, ours)
    if known is None and now is not None:
        known = survey.board_in(prompt, now)
    board = choosing.choose(who.platform, who.machine, wish.board, known, person.choose)
    path = data.boards_dir() / board / "board.py"
    sources = firmware.place_files(path, wish.source, choosing.chip_of(who.platform))
    wanted, note = compiling.compiled(sources, who.abi)
    if note:
        person.tell(note)
    made = plan.make(files, now, wanted, firmware.guard_files(wish.source))
    if made.nothing:
        person.tell("The board has this very firmware already.")
    carry_out.carry_out(prompt, made, wanted, person.begin(made.bytes))
    return board, made


def _forgets(person: Person) -> Callable[[], None]:
    return lambda: person.agree(
        "The accounts of the vault on this board's flash are lost then. Go on?"
    )
