"""Expected failures: one type, with a sentence for people, a code for programs, an exit code."""

from __future__ import annotations

import re
from collections.abc import Mapping

FAILED = 1
USAGE = 2
NO_FOB = 3
LOCKED = 4
REFUSED = 5
CLOCK = 6
PART = 7
INTERRUPTED = 130


# An address, also one that lost a slash in a path or is half decoded; a key that stands alone.
_ADDRESS = (
    r"(?:\b(?!sim:)[a-z][\w.+-]+:/+(?=\w)|\b[\w-]*otpauth(?::/*|%3a)(?=\w)|\S*\bsecret(?:=|%3d))"
    r"\S*(?:.*\bsecret(?:=|%3d)\S*)?"
)
_QUOTED = re.compile(rf"(['\"])(?:(?!\1).)*?{_ADDRESS}.*?(?:\1|$)", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(_ADDRESS, re.IGNORECASE)
_KEY = re.compile(r"(?<!\w)(?=[A-Z]*[2-7])[A-Z2-7]{16,}(?!\w)")
HIDDEN = "that address"


def hide(text: str) -> str:
    """The text with what may be a key taken out: otpauth addresses, keys that stand alone."""
    for pattern in (_QUOTED, _BARE):
        text = pattern.sub(HIDDEN, text)
    return _KEY.sub("that key", text)


def shown(given: str) -> str:
    """What a person gave, as an error may repeat it: the whole goes where it may hold a key."""
    hidden = hide(given)
    return given if hidden == given else "that key" if hidden == "that key" else HIDDEN


class HostError(Exception):
    """What could not be done. `message` is one sentence or two, `code` a word for programs.

    `details` are plain values (the id of a clashing account, say). No part ever holds a secret:
    what was given in the wrong place is hidden here.
    """

    def __init__(
        self,
        message: str,
        code: str = "failed",
        exit_code: int = FAILED,
        details: Mapping[str, object] | None = None,
    ) -> None:
        self.message = hide(message)
        super().__init__(self.message)
        self.code = code
        self.exit_code = exit_code
        self.details = dict(details or {})


# A sentence and an exit code for each code of fobcore.errors; braces take the account's fields.
_SENTENCES: dict[str, tuple[int, str]] = {
    "bad_request": (
        FAILED,
        "The fob did not understand the request: its firmware and this mfob do not fit together.",
    ),
    "bad_command": (
        FAILED,
        "The fob's firmware does not know this command: it is older than this mfob.",
    ),
    "session": (
        NO_FOB,
        "Another program talks to the fob at the same time: end it and try again.",
    ),
    "reused_id": (FAILED, "The fob took the request for an earlier one: try again."),
    "too_long": (FAILED, "The request is longer than the fob takes."),
    "bad_issuer": (
        FAILED,
        "The issuer is not valid: at most 64 characters and no control characters, and it has"
        " {issuer_length}. Give another with -i.",
    ),
    "bad_name": (
        FAILED,
        "The name is not valid: 1 to 64 characters and no control characters, and it has"
        " {name_length}. Give another with -n.",
    ),
    "bad_secret": (FAILED, "The key is not valid: it must be 1 to 255 bytes long."),
    "bad_type": (
        FAILED,
        "Accounts of {type} can't be put on the fob: it knows {types} only.",
    ),
    "bad_algorithm": (
        FAILED,
        "{algorithm} can't be used: the fob knows {algorithms} only.",
    ),
    "bad_digits": (FAILED, "Codes of {digits} digits can't be made: 5 to 10 are possible."),
    "bad_period": (
        FAILED,
        "A period of {period} seconds can't be used: 1 to 86,400 are possible.",
    ),
    "bad_counter": (FAILED, "The counter {counter} can't be used: 0 to 2^64 - 1 are possible."),
    "clash": (
        FAILED,
        "The fob already has {label} with another key. If the page was reloaded, the new key is"
        " the right one: -f replaces the old.",
    ),
    "no_picture": (FAILED, "The fob lost the picture of a name on the way: try again."),
    "not_found": (FAILED, "That account is no longer on the fob: see `mfob list`."),
    "full": (FAILED, "The fob is full: delete an account that is no longer needed."),
    "locked": (LOCKED, "The fob is locked: `mfob unlock` unlocks it, and so do its buttons."),
    "bad_pin": (
        LOCKED,
        "Wrong PIN: {tries}, the next {when}. With the last wrong one the fob erases itself.",
    ),
    "pin_wait": (LOCKED, "Too early for another PIN: the fob takes the next one {when}."),
    "pin_format": (FAILED, "A PIN has 4 to 12 digits, and nothing else."),
    "wiped": (
        LOCKED,
        "Wrong PIN, and that was the last try: the fob has erased itself. No account is on it any"
        " more; `mfob setup` makes it ready again.",
    ),
    "no_pin": (FAILED, "The fob has no PIN: `mfob pin set` gives it one."),
    "refused": (REFUSED, "Refused on the fob: nothing was changed."),
    "timeout": (REFUSED, "Not answered on the fob within its 30 seconds: nothing was changed."),
    "off": (
        REFUSED,
        "The fob gives no codes to computers: that is its setting usb_code. Read the code on its"
        " screen, or see `mfob config usb_code`.",
    ),
    "no_export": (
        REFUSED,
        "The accounts of this fob don't leave it: its setting exportable is never, for good. Only"
        " `mfob wipe` undoes that, and it erases them.",
    ),
    "bad_key": (FAILED, "The fob has no such setting: see `mfob config`."),
    "bad_value": (FAILED, "The setting can't have that value: see `mfob config --help`."),
    "not_approved": (
        FAILED,
        "The fob no longer holds the approval of these accounts: run the same command again; what"
        " is there already stays as it is.",
    ),
    "clock": (
        CLOCK,
        "No code: the fob's clock is not set. Set it with `mfob clock set`.",
    ),
    "clock_range": (
        FAILED,
        "The fob's clock can't keep that time: check the clock of this computer.",
    ),
    "clock_fault": (
        FAILED,
        "The fob's clock did not take the time: check its wiring and its battery.",
    ),
    "no_trim": (
        FAILED,
        "The fob's clock can't be trimmed: its chip has no register for that, as a DS3231 has.",
    ),
    "not_learnt": (
        FAILED,
        "The fob has not learnt yet how fast its clock runs: set it with `mfob clock set` twice,"
        " some days apart, then trim it.",
    ),
    "storage": (
        FAILED,
        "The fob could not read or write its store. Nothing was taken for empty or thrown away.",
    ),
}


# What the braces take where a value is not known, or is not to be repeated.
_UNTOLD = {
    "type": "that type",
    "types": "few types",
    "algorithm": "That algorithm",
    "algorithms": "few algorithms",
    "label": "that account",
    "digits": "so many",
    "period": "so many",
    "counter": "that large",
    "issuer_length": "more",
    "name_length": "none, or more",
    "tries": "few tries are left",
    "when": "after a while",
}


def of_code(
    code: str,
    details: Mapping[str, object] | None = None,
    values: Mapping[str, object] | None = None,
) -> HostError:
    """The HostError for an error code of the fob.

    `values` fill the sentence: the public fields of the account in question, never its key.
    The tries left and the wait come from `details`.
    """
    if code not in _SENTENCES:
        sentence = f"The fob answered with an error that this mfob does not know: {code}."
        return HostError(sentence, code, FAILED, details)
    exit_code, sentence = _SENTENCES[code]
    known = {**_UNTOLD, **_of_tries(details or {}), **(values or {})}
    return HostError(sentence.format_map(known), code, exit_code, details)


def tries_left(count: int) -> str:
    """`3 tries are left`."""
    return "one try is left" if count == 1 else f"{count} tries are left"


def _of_tries(details: Mapping[str, object]) -> dict[str, str]:
    """What a sentence says of the PIN's tries left and of the seconds until the next."""
    told = {}
    tries, wait = details.get("tries"), details.get("wait")
    if isinstance(tries, int):
        told["tries"] = tries_left(tries)
    if isinstance(wait, int):
        told["when"] = f"in {wait} s" if wait else "at once"
    return told


def usage(message: str) -> HostError:
    """Wrong usage that only shows while a command runs: no terminal to ask on, say."""
    return HostError(message, "usage", USAGE)
