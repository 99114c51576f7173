"""Bad input: each with its sentence and exit code, and never the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from PIL import Image

from e2e.conftest import Bench, code_of, oathtool

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
OTHER = "KRSXG5CTMVRXEZLUKRSXG5CT"


def address(secret: str = KEY) -> str:
    return f"otpauth://totp/GitHub:alice?secret={secret}&issuer=GitHub"


def both_ways(fob: Bench, *args: str, stdin: str = "") -> tuple[int, str]:
    """(exit code, sentence) of a command, checked to be the same with --json."""
    plain = fob.run(*args, stdin=stdin)
    machine = fob.run(*args, "--json", stdin=stdin)
    assert machine.code == plain.code, (plain, machine)
    error = machine.json
    assert error["schema"] == 1 and set(error["error"]) == {"code", "message"}
    assert error["error"]["message"] in plain.err
    assert plain.out == ""
    assert KEY not in plain.err + machine.out + machine.err
    return plain.code, plain.err


def test_a_picture_without_a_qr_code(fob: Bench, tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "white").save(tmp_path / "blank.png")
    code, said = both_ways(fob, "add", "--qr", str(tmp_path / "blank.png"))
    assert code == 1 and "No QR code" in said and "blank.png" in said


def test_a_qr_code_that_is_no_account(fob: Bench, tmp_path: Path) -> None:
    segno.make("https://example.com/login").save(str(tmp_path / "web.png"), scale=5)
    code, said = both_ways(fob, "add", "--qr", str(tmp_path / "web.png"))
    assert code == 1 and "otpauth" in said and "https://example.com/login" not in said


def test_a_file_that_is_no_picture_or_is_not_there(fob: Bench, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("not a picture")
    for name in ("text.png", "gone.png"):
        code, said = both_ways(fob, "add", "--qr", str(tmp_path / name))
        assert code == 1 and name in said


@pytest.mark.parametrize(
    ("key", "place", "char"), [("GEZD1NBV", "5", "1"), ("GEZDGNB!", "8", "!")]
)
def test_a_bad_key_names_the_place_and_never_the_key(
    fob: Bench, key: str, place: str, char: str
) -> None:
    for args, stdin in (
        (("add", "-i", "GitHub", "-n", "alice"), key + "\n"),
        (("add", "-"), address(key) + "\n"),
    ):
        code, said = both_ways(fob, *args, stdin=stdin)
        assert code == 1 and place in said and char in said and key not in said, said


def test_names_that_are_too_long(fob: Bench) -> None:
    code, said = both_ways(fob, "add", "-i", "GitHub", "-n", "x" * 65, stdin=KEY + "\n")
    assert code == 1 and "64" in said, said


def test_another_key_under_the_same_name(fob: Bench) -> None:
    assert fob.add_uri(address()).code == 0
    code, said = both_ways(fob, "add", "-", stdin=address(OTHER) + "\n")
    assert code == 1 and "reloaded" in said and "replace" in said.lower(), said
    fob.stand()
    old = fob.code_on_screen()
    assert old == oathtool(KEY, fob.sim.utc())
    result = fob.run("add", "-", "-f", "--json", stdin=address(OTHER) + "\n", press="ok")
    assert result.code == 0 and result.json["accounts"][0]["status"] == "replaced", result
    new = oathtool(OTHER, fob.sim.utc())
    fob.sim.wait_screen(lambda lines: code_of(lines) == new)
    assert len(fob.accounts()) == 1


def test_the_same_again_is_a_duplicate_and_fine(fob: Bench) -> None:
    assert fob.add_uri(address()).code == 0
    result = fob.run("add", "-", "--json", stdin=address() + "\n")
    assert result.code == 0 and result.json["accounts"][0]["status"] == "duplicate", result


def test_no_fob_two_fobs_and_a_silent_one(
    bench: Callable[..., Bench], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fob = bench()
    missing = fob.run("-p", str(tmp_path / "nothing"), "list")
    assert missing.code == 3 and missing.err, missing
    # A line that nobody answers on: a terminal whose other end is held and silent.
    import os
    import pty

    master, slave = pty.openpty()
    silent = fob.run("-p", os.ttyname(slave), "list", "--json")
    os.close(master)
    os.close(slave)
    assert silent.code == 3 and "answer" in silent.json["error"]["message"], silent


def test_an_unset_clock_gives_no_code(bench: Callable[..., Bench]) -> None:
    fob = bench()
    assert fob.add_uri(address()).code == 0
    fob.sim.wait_screen("CLOCK NOT SET")
    code, said = both_ways(fob, "code", "alice")
    assert code == 6 and "clock set" in said
    shown = fob.run("clock", "show", "--json")
    assert shown.code in (0, 6)
    assert json.loads(shown.out)["state"] == "unset"


def test_an_ambiguous_query_lists_and_stops(fob: Bench) -> None:
    for name in ("alice", "alicia"):
        assert fob.add_uri(f"otpauth://totp/GitHub:{name}?secret={name * 4}").code == 0
    code, said = both_ways(fob, "code", "ali")
    assert code == 1 and "alice" in said and "alicia" in said
    code, said = both_ways(fob, "code", "nobody")
    assert code == 1
