"""What is on the pictures: for each name how a fob comes to that screen, and when it is looked at.

Time stands, keys are RFC 6238's, and its table has the codes: 2000000000 is 69279037.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from golden import glass  # also: where the core's fob is found
from mfob.labels import strip_of
from mfob.sim.picture import Picture

from core.fob import Fob  # isort: skip
from fobcore import clock_memory
from fobcore.account import Account
from wiring import layout_of

KEY = b"12345678901234567890"
EARLY = 1999999984 - 1  # of the period of 2000000000, with 25 s left when a second has passed
LATE = 2000000006 - 1  # 3 s left
NAMES = (
    ("GitHub", "alice@example.com"), ("Alibaba Cloud", "alice"), ("Bank of Nowhere", "4711"),
    ("Dropbox", "alice@example.com"), ("Fastmail", "alice"), ("GitLab", "root"), ("Heroku", "ops"),
    ("Mastodon", "@alice"), ("Nextcloud", "alice"), ("PayPal", "alice"), ("Reddit", "alice"),
    ("Slack", "team"), ("Twitch", "alice"), ("Zoom", "alice"),
)  # fmt: skip
LONG = (
    "Amalgamated Provincial Savings and Loans, Department of Cards",
    "alexandra.wolfeschlegelstein+banking@mail.example.com",
)
PIN = "2468"


class Dark:
    """A display of the right size on which nothing is drawn: only the last picture counts."""

    inks = (0, 1, 1, 1, 1, 1)
    palettes = None
    place = 0, 0

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height

    def strips(self, first: int, last: int) -> Any:
        return iter(())


class Scene(Fob):
    """The core's fob with the layout of a board."""

    app: Any
    file: Any

    def __init__(self, board: dict[str, Any], **parts: Any) -> None:
        self.board = board
        size = board["display"]["width"], board["display"]["height"]
        super().__init__(None, width=size[0], height=size[1], buttons=board["buttons"], **parts)
        self.app._display = Dark(*size)
        self.hello()

    @property
    def vault(self) -> Any:
        return self.keeper.vault

    def again(self) -> Scene:
        """After a power-on."""
        parts = {"file": self.file, "rtc": self.rtc, "kept": self.kept}
        other = Scene.__new__(Scene)
        other.board = self.board
        display = self.board["display"]
        Fob.__init__(
            other, self.flash, width=display["width"], height=display["height"],
            buttons=self.board["buttons"], **parts,
        )  # fmt: skip
        other.app._display = self.app._display
        other.hello()
        return other

    def shown_on(self, display: Any) -> None:
        """The picture, by the app itself, in the layout for this display."""
        self.app._display = display
        self.app._layout = self.app._views._layout = layout_of(self.board, display)
        self.app.redraw()
        self.app.step(self.ticks(), False)

    def presses(self, keys: str) -> Scene:
        """o, n: short; O, N: held."""
        for key in keys:
            role = "ok" if key in "oO" else "next"
            self.press(role, "long" if key.isupper() else "short")
        return self

    def choose(self, row: str) -> Scene:
        """A row of the menu."""
        self.presses("O")
        rows = self.app._dialog.screen.rows
        return self.presses("n" * rows.index(row) + "o")

    def type(self, digits: str) -> Scene:
        """A PIN."""
        return self.presses("".join("n" * int(digit) + "o" for digit in digits) + "O")

    def asked(self, request: dict[str, Any]) -> Scene:
        """A computer's request, up to its question."""
        self.send(request)
        self.pass_time(500)
        return self


def of(board: dict[str, Any], *accounts: Account, at: int = EARLY, error: int = -1) -> Scene:
    """A fob with accounts, its clock set. error: ms that it may be off by, -1: next to none."""
    fob = Scene(board)
    fob.at(at)
    for account in accounts:
        fob.vault.add(account)
    if error >= 0:
        fob.kept.save(clock_memory.set_at(at, error).pack())
        fob.clock.__init__(fob.rtc, fob.kept)
    fob.app.changed()
    fob.pass_time(1100)
    return fob


def many(board: dict[str, Any], **more: Any) -> Scene:
    return of(board, *(Account(issuer, name, KEY) for issuer, name in NAMES), **more)


def with_pin(board: dict[str, Any]) -> Scene:
    fob = many(board)
    assert "ok" in fob.ask({"do": "set_pin", "pin": PIN}, "ok")
    fob.at(EARLY)
    fob.app.changed()
    fob.pass_time(1100)
    return fob


def one(
    issuer: str, name: str, type: str = "totp", digits: int = 6
) -> Callable[[dict[str, Any]], Scene]:
    return lambda board: of(board, Account(issuer, name, KEY, type, digits=digits))


def signs(board: dict[str, Any]) -> Scene:
    fob = with_pin(board)
    fob.vault.favour(fob.vault.id_at(0), True)
    fob.app.charge = 8
    fob.app.changed()
    fob.pass_time(20)
    return fob


def hidden(board: dict[str, Any]) -> Scene:
    fob = many(board)
    fob.vault.set("hide", "on")
    fob.app.changed()
    fob.pass_time(20)
    return fob


def unset(board: dict[str, Any]) -> Scene:
    fob = Scene(board)
    fob.vault.add(Account(*NAMES[0], KEY))
    fob.pass_time(50)
    return fob


def spoil(fob: Scene, position: int) -> None:
    at = fob.vault._index.offsets[position] + 60
    fob.file.data = fob.file.data[:at] + bytes([fob.file.data[at] ^ 1]) + fob.file.data[at + 1 :]


def damage(board: dict[str, Any]) -> Scene:
    fob = many(board)
    spoil(fob, 3)
    other = fob.again()
    other.pass_time(1100)
    return other


def damaged(board: dict[str, Any]) -> Scene:
    fob = one(*NAMES[0])(board)
    spoil(fob, 0)
    fob.app.changed()
    fob.pass_time(50)
    return fob


def unreadable(board: dict[str, Any]) -> Scene:
    fob = one(*NAMES[0])(board)
    fob.file.data = bytes(len(fob.file.data))
    return fob.again()


def message(board: dict[str, Any]) -> Scene:
    return many(board).choose("Set a PIN").type("1111").type("1112")


def question(board: dict[str, Any]) -> Scene:
    fob = many(board).choose("Erase everything")
    fob.pass_time(400)
    return fob


def erased(board: dict[str, Any]) -> Scene:
    return question(board).presses("o")


def batch(board: dict[str, Any]) -> Scene:
    from binascii import hexlify

    from fobcore import manifest

    fob = of(board)
    accounts = [Account(issuer, name, KEY) for issuer, name in NAMES[:5]]
    rows = [[a.issuer, a.name, hexlify(manifest.digest(a)).decode(), 0] for a in accounts]
    fob.ask({"do": "batch", "count": len(rows)})
    assert fob.ask({"do": "names", "at": 0, "rows": rows}) == {"ok": {"have": len(rows)}}
    return fob.asked({"do": "approve"})


def adding(board: dict[str, Any]) -> Scene:
    """A question of more than one page, where the display is small."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    account = {"issuer": LONG[0], "name": LONG[1], "secret": secret}
    return of(board).asked({"do": "add", "account": account})


def last_page(board: dict[str, Any]) -> Scene:
    fob = adding(board)
    consent = fob.app._consent
    while consent.page + 1 < consent.pages:
        fob.presses("o")
        fob.pass_time(500)
    return fob


def pictured(board: dict[str, Any]) -> Scene:
    """Names in a script that the fob can't draw: Unifont's bitmaps, the same on every computer."""
    account = Account("阿里云", "莎士比亚@example.com", KEY)
    for field in ("issuer", "name"):
        drawn = strip_of(getattr(account, field))
        assert drawn is not None and drawn.how == "unifont"
        setattr(account, field + "_strip", drawn.strip)
    return of(board, account)


def wrong_pin(board: dict[str, Any]) -> Scene:
    fob = with_pin(board).choose("Lock").presses("o").type("1111")
    while fob.app.state != "locked":
        fob.pass_time(50)
    return fob


def favourites(board: dict[str, Any]) -> Scene:
    fob = of(board, *map(_short, range(4)))
    fob.vault.favour(fob.vault.id_at(2), True)
    fob.app.changed()
    return fob.presses("on")


def low(board: dict[str, Any]) -> Scene:
    """The battery is low, and that is said."""
    fob = many(board)
    fob.app.charge = 9
    assert fob.app.warn()
    return fob


def flat(board: dict[str, Any]) -> Scene:
    """The battery is empty."""
    scene = many(board)
    scene.app.run_down()
    return scene


# name: (the state of firmware/README.md's table, the way there)
SCENES: dict[str, tuple[str, Callable[[dict[str, Any]], Scene]]] = {
    "code": ("code", many),
    "code-8-digits": ("code", one("Amazon Web Services", "root", digits=8)),
    "code-10-digits": ("code", one("", "ten digits", digits=10)),
    "code-steam": ("code", one("Steam", "gordon", "steam", digits=5)),
    "code-doubt": ("code", lambda board: many(board, error=12000)),
    "code-next": ("code", lambda board: many(board, at=LATE)),
    "code-signs": ("code", signs),
    "code-long-names": ("code", one(*LONG)),
    "code-cyrillic": ("code", one("Сбербанк Онлайн", "елена@почта.рф")),
    "code-greek": ("code", one("Εθνική Τράπεζα", "αλίκη")),
    "code-latin": ("code", one("Żabka", "Łukasz Gęślą-Jaźń")),
    "code-picture": ("code", pictured),
    "hidden": ("hidden", hidden),
    "counted-before": ("counted", one("Example Corp", "alice", "hotp")),
    "counted-after": ("counted", lambda b: one("Example Corp", "alice", "hotp")(b).presses("o")),
    "unsure": ("unsure", lambda board: many(board, error=31000)),
    "unset": ("unset", unset),
    "locked": ("locked", lambda board: with_pin(board).choose("Lock")),
    "locked-wrong-pin": ("locked", wrong_pin),
    "locked-menu": ("menu", lambda board: with_pin(board).choose("Lock").presses("On")),
    "pin": ("pin", lambda board: with_pin(board).choose("Lock").presses("onnonnnnonnn")),
    "busy": ("busy", lambda board: with_pin(board).choose("Lock").presses("o").type("1111")),
    "menu": ("menu", lambda board: many(board).presses("On")),
    "letters": ("letters", lambda board: many(board).presses("onn")),
    "list": ("list", lambda board: of(board, *map(_short, range(4))).presses("on")),
    "list-favourite": ("list", favourites),
    "settings": ("settings", lambda board: many(board).choose("Settings")),
    "about": ("about", lambda board: many(board).choose("About")),
    "clock": ("clock", lambda board: many(board).choose("Clock")),
    "entry": ("entry", lambda board: many(board).choose("Set the clock").presses("on")),
    "go": ("go", lambda board: many(board).choose("Set the clock").presses("oooooo")),
    "consent": ("consent", lambda board: many(board).asked({"do": "delete", "id": 1})),
    "consent-first-page": ("consent", adding),
    "consent-last-page": ("consent", last_page),
    "batch": ("batch", batch),
    "batch-names": ("batch", lambda board: batch(board).presses("n")),
    "question": ("question", question),
    "message": ("message", message),
    "empty": ("empty", of),
    "damage": ("damage", damage),
    "damaged": ("damaged", damaged),
    "unreadable": ("unreadable", unreadable),
    "erased": ("erased", erased),
    "battery-low": ("message", low),
    "flat": ("flat", flat),
}
HALT = "firmware-fails"
ALL = (*SCENES, HALT)


def _short(number: int) -> Account:
    return Account(*NAMES[number], KEY)


def picture(board: dict[str, Any], name: str) -> Picture:
    """What the glass of the board shows."""
    with glass.glass(board) as (display, circuit):
        if name == HALT:
            import halt
            from fobcore.paint import paint
            from wiring import layout_of

            words = halt._TEXT % board["buttons"][0]["label"]
            paint(display, layout_of(board, display).message(halt._TITLE, words))
        else:
            state, way = SCENES[name]
            fob = way(board)
            assert fob.app.state == state, f"{name}: the fob shows {fob.app.state}"
            fob.shown_on(display)
        return circuit.picture()
