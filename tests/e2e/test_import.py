"""Another app's export onto the whole fob: one approval, a cut on the way, all in the end."""

from __future__ import annotations

import base64
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from e2e.conftest import Bench, Result, finish, oathtool

COUNT = 1000
PATIENCE = 200.0  # s


def export(folder: Path, count: int) -> tuple[str, list[dict[str, Any]]]:
    """A plain Aegis file of accounts of several kinds, and these as `mfob list` tells them."""
    rng = random.Random(7)
    entries, wanted = [], []
    for number in range(count):
        kind = ("totp", "totp", "totp", "hotp", "steam")[number % 5]
        info: dict[str, Any] = {
            "secret": base64.b32encode(rng.randbytes(rng.choice((10, 20, 32)))).decode(),
            "algo": "SHA1" if kind == "steam" else rng.choice(("SHA1", "SHA256", "SHA512")),
            "digits": 5 if kind == "steam" else rng.choice((6, 8)),
        }
        info |= {"counter": number} if kind == "hotp" else {"period": 30}
        named = {"issuer": f"Dienst {number % 17}", "name": f"benutzer{number}@example.com"}
        entries.append({"type": kind, "uuid": str(number), "note": "", "info": info, **named})
        wanted.append({
            **named, "type": kind, "algorithm": info["algo"], "digits": info["digits"],
            "period": 30, "counter": info.get("counter", 0), "secret": info["secret"],
        })  # fmt: skip
    path = folder / "aegis-export.json"
    vault = {"version": 3, "entries": entries, "groups": []}
    path.write_text(
        json.dumps({"version": 1, "header": {"slots": None, "params": None}, "db": vault})
    )
    return str(path), wanted


def approve(fob: Bench) -> None:
    """Answers a question by a press of ok."""
    fob.sim.wait_screen("ok = yes", PATIENCE)
    begin = fob.sim.status()["ticks_ms"]
    while fob.sim.status()["ticks_ms"] < begin + 500:  # no press counts in a question's first 300
        pass
    fob.sim.press("ok")


def approved(fob: Bench, *args: str) -> Result:
    """A run whose one question is answered; a second one would stand until it has timed out."""
    process = fob.start(*args)
    approve(fob)
    return finish(process, PATIENCE)


def on_its_screen(lines: list[str]) -> int:
    """How many accounts the fob says that it has."""
    place = re.search(r"\d+/(\d+)", "\n".join(lines))
    return int(place[1]) if place else 0


def listed(fob: Bench) -> list[dict[str, Any]]:
    """What is on the fob, in its order."""
    return [
        {key: row[key] for key in row if key not in ("id", "favourite")} for row in fob.accounts()
    ]


@pytest.mark.timeout(600)
def test_1000_accounts_with_the_line_and_the_power_cut_on_the_way(
    fob: Bench, tmp_path: Path
) -> None:
    path, wanted = export(tmp_path, COUNT)
    public = [{key: row[key] for key in row if key != "secret"} for row in wanted]
    process = fob.start("import", path)
    approve(fob)
    fob.sim.wait_screen(lambda lines: on_its_screen(lines) >= 100, PATIENCE)
    process.kill()
    process.wait()
    before = listed(fob)
    assert before == public[: len(before)]
    assert 100 <= len(before) < COUNT - 200

    fob.sim.cut_at(600)  # flash steps; ten accounts take some twenty
    result = approved(fob, "import", path, "--json")
    assert not fob.sim.status()["power"]
    assert result.code == 7, result
    second = [row["status"] for row in result.json["accounts"]]
    told = second.count("added")
    assert 20 < told < COUNT - len(before) - 20
    left = COUNT - len(before) - told
    assert second == ["duplicate"] * len(before) + ["added"] * told + ["rejected"] * left
    fob.sim.power_on()
    there = listed(fob)
    assert there == public[: len(there)]
    assert len(there) - len(before) - told in (
        0,
        10,
    )  # of those at the cut no answer may have come

    again = approved(fob, "import", path, "--json")
    assert again.code == 0, again
    assert [row["status"] for row in again.json["accounts"]] == (
        ["duplicate"] * len(there) + ["added"] * (COUNT - len(there))
    )
    assert listed(fob) == public
    plain = [row for row in wanted if (row["type"], row["algorithm"]) == ("totp", "SHA1")]
    for row in (plain[0], plain[-1]):
        _same_code(fob, row)
    third = fob.run("import", path, "--json")  # asks nothing
    assert third.code == 0 and third.json["sums"]["duplicate"] == COUNT


def test_accounts_that_were_renamed_are_known_again(fob: Bench, tmp_path: Path) -> None:
    """By their keys, whatever they are called: without a press, and a HOTP has one counter. One
    more in the file is asked for alone."""
    path, _ = export(tmp_path, 12)
    assert approved(fob, "import", path).code == 0
    ids = [row["id"] for row in fob.accounts()]
    for number in (0, 3, 7):  # the second of them is a HOTP
        query = f"Dienst {number}:benutzer{number}@example.com"
        assert fob.run("rename", query, f"Deno:Mason-{number}", press="ok").code == 0
    assert fob.run("code", "Deno:Mason-3", press="ok").code == 0
    before = fob.accounts()
    assert before[3]["counter"] == 4
    again = fob.run("import", path, "--json")  # no press
    assert again.code == 0, again
    rows = again.json["accounts"]
    assert [(row["id"], row["status"]) for row in rows] == [(id, "duplicate") for id in ids]
    assert [row["reason"] for row in rows if "Deno" in row["reason"]] == [
        f"It is on the fob as Deno:Mason-{number}." for number in (0, 3, 7)
    ]
    plain = fob.run("import", path)
    assert plain.code == 0 and "It is on the fob as Deno:Mason-7." in plain.out
    assert fob.accounts() == before

    more, _ = export(tmp_path, 13)
    result = fob.run("import", more, "--json", press="ok")  # its pages
    assert result.code == 0, result
    assert [row["status"] for row in result.json["accounts"]] == ["duplicate"] * 12 + ["added"]
    assert len(fob.accounts()) == 13


def _same_code(fob: Bench, row: dict[str, Any]) -> None:
    fob.stand()
    code = fob.run("code", f"{row['issuer']}:{row['name']}", "--json", press="ok")
    assert code.json["accounts"][0]["code"] == oathtool(
        row["secret"], fob.sim.utc(), row["digits"]
    )
    fob.sim.go()
