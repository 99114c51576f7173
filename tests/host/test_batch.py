"""Many accounts with one approval, against the strict fake fob: order, cuts, clashes, refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from fobcore import base32
from fobcore.account import Account
from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.test_cli import object_of
from mfob import Fob, HostError, strips
from mfob.cli.main import cli
from mfob.records import Added

OTHER = "A" * 32


def accounts(count: int, start: int = 0) -> list[Account]:
    return [Account("Mail", f"user{n}", f"key {n}".encode()) for n in range(start, count)]


def names(fob: FakeFob) -> list[str]:
    return [row["name"] for row in fob.accounts.rows.values()]


@pytest.fixture
def key(fob: FakeFob) -> Iterator[Fob]:
    with Fob.open(str(fob.path)) as opened:
        yield opened


def test_one_approval_for_all_in_order(fob: FakeFob, key: Fob) -> None:
    told: list[tuple[int, Added]] = []
    asked: list[int] = []
    outcomes = key.add_many(
        accounts(20), progress=lambda at, added: told.append((at, added)), asking=asked.append
    )
    assert [outcome.status for outcome in outcomes] == ["added"] * 20
    assert told == list(enumerate(outcomes))
    assert (asked, fob.accounts.approvals) == ([20], 1)
    assert names(fob) == [f"user{n}" for n in range(20)]


def test_rows_fit_the_request_whatever_they_hold(fob: FakeFob, key: Fob) -> None:
    long = [Account("莎" * 64, "亚" * 63 + str(n), b"k%d" % n) for n in range(9)]
    assert all(outcome.status == "added" for outcome in key.add_many(long))
    rows = [len(r["rows"]) for r in fob.requests if r["do"] == "names"]
    assert sum(rows) == 9
    assert max(rows) < 6


def test_more_names_than_the_fob_has_memory_for(fob: FakeFob, key: Fob) -> None:
    """Several approvals, each of what is then added; nothing is added that was not approved."""
    fob.accounts.names_room = 20
    asked: list[int] = []
    outcomes = key.add_many(accounts(45), asking=asked.append)
    assert [outcome.status for outcome in outcomes] == ["added"] * 45
    assert names(fob) == [f"user{n}" for n in range(45)]
    assert asked == [19, 19, 7]
    added = [request["batch"] for request in fob.requests if request["do"] == "adds"]
    assert added == [0, 4, 8, 12, 16, 0, 4, 8, 12, 16, 0, 4]
    assert fob.accounts.approvals == 3


def test_no_memory_for_a_single_name(fob: FakeFob, key: Fob) -> None:
    fob.accounts.names_room = 0
    with pytest.raises(HostError) as caught:
        key.add_many(accounts(3))
    assert caught.value.code == "too_long"


def test_running_again_finishes_the_rest_and_asks_for_it_only(fob: FakeFob, key: Fob) -> None:
    key.add_many(accounts(3))
    asked: list[int] = []
    outcomes = key.add_many(accounts(7), asking=asked.append)
    assert [outcome.status for outcome in outcomes] == ["duplicate"] * 3 + ["added"] * 4
    assert asked == [4]
    assert key.add_many(accounts(7), asking=asked.append)[6].status == "duplicate"
    assert asked == [4]


@pytest.mark.parametrize("after", ["batch", "names", "approve", "adds"])
def test_a_restart_on_the_way(fob: FakeFob, key: Fob, after: str) -> None:
    """What was approved is forgotten: the fob asks again for what is not there yet."""
    asked: list[int] = []
    fob.restart_after = after
    outcomes = key.add_many(accounts(6), asking=asked.append)
    assert [outcome.status for outcome in outcomes] == ["added"] * 6
    assert names(fob) == [f"user{n}" for n in range(6)]
    assert asked[-1] == (2 if after == "adds" else 6)
    assert fob.accounts.times_added == 6


def test_one_request_holds_what_it_has_room_for(fob: FakeFob, key: Fob) -> None:
    """Long ones are fewer, and one with a picture is alone: the picture comes before it."""
    several = [Account("M" * 64, f"{n}" * 64, b"%d" % n * 255) for n in range(5)]
    several[2].name = "莎士比亚"
    strips.label(several[2])
    assert several[2].name_strip
    outcomes = key.add_many(several)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    sent = [r for r in fob.requests if r["do"] == "adds"]
    assert [len(r["accounts"]) for r in sent] == [2, 1, 2]
    assert [r["batch"] for r in sent] == [0, 2, 3]
    assert ["pictures" in r for r in sent] == [False, True, False]


def test_one_in_the_way_of_the_rest(fob: FakeFob, key: Fob) -> None:
    """Somebody adds another key of the same name while the names are approved."""
    outcomes = key.add_many(
        accounts(4), asking=lambda _: None if fob.accounts.put("Mail", "user1", OTHER) else None
    )
    assert [outcome.status for outcome in outcomes] == ["added", "rejected", "added", "added"]
    error = outcomes[1].error
    assert error
    assert error.code == "clash"
    sent = [len(r["accounts"]) for r in fob.requests if r["do"] == "adds"]
    assert sent == [4, 1, 1, 1, 1]


def test_a_fob_that_always_restarts(fob: FakeFob, key: Fob) -> None:
    fob.restart_after, fob.restarts = "approve", 99
    with pytest.raises(HostError) as caught:
        key.add_many(accounts(5))
    assert caught.value.code == "not_approved"
    assert fob.accounts.approvals == 3


@pytest.mark.parametrize(("consent", "code"), [("refuse", "refused"), ("timeout", "timeout")])
def test_refused_as_a_whole(fob: FakeFob, key: Fob, consent: str, code: str) -> None:
    fob.consent = consent
    with pytest.raises(HostError) as caught:
        key.add_many(accounts(3))
    assert caught.value.code == code
    assert fob.accounts.rows == {}


def test_another_key_is_asked_about_before_the_approval(fob: FakeFob, key: Fob) -> None:
    for number in range(2):
        fob.accounts.put("Mail", f"user{number}", OTHER)
    wanted: list[str] = []

    def replace(account: Account) -> bool:
        wanted.append(account.name)
        return account.name == "user0"

    outcomes = key.add_many(accounts(4), replace)
    assert [outcome.status for outcome in outcomes] == ["replaced", "rejected", "added", "added"]
    assert wanted == ["user0", "user1"]
    (rows,) = [r["rows"] for r in fob.requests if r["do"] == "names"]
    assert [row[3] for row in rows] == [1, 0, 0]
    assert fob.accounts.rows[2]["secret"] == OTHER
    error = outcomes[1].error
    assert error
    assert error.code == "clash"


def test_the_same_name_twice(fob: FakeFob, key: Fob) -> None:
    same, different = accounts(1)[0], Account("Mail", "user0", b"another key")
    outcomes = key.add_many([*accounts(2), same, different])
    assert [outcome.status for outcome in outcomes] == ["added", "added", "duplicate", "rejected"]
    assert "with two keys" in str(outcomes[3].error)
    assert fob.accounts.times_added == 2


def test_one_that_is_not_valid(fob: FakeFob, key: Fob) -> None:
    outcomes = key.add_many([Account("a", "b", b"k", digits=99), *accounts(2)])
    assert [outcome.status for outcome in outcomes] == ["rejected", "added", "added"]


def test_a_lost_port_that_does_not_come_back_is_reported_in_part(fob: FakeFob, key: Fob) -> None:
    fob.accounts.put("Mail", "user0", OTHER)
    fob.die_after = "approve"
    outcomes = key.add_many(accounts(3))
    assert [outcome.status for outcome in outcomes] == ["rejected"] * 3
    assert [outcome.error.code for outcome in outcomes if outcome.error] == [
        "clash", "lost", "lost",
    ]  # fmt: skip


def test_the_command_line(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("Mail", "old", OTHER)
    keys = {"alice": RFC_KEY, "old": RFC_KEY[8:], "bob": RFC_KEY[16:]}
    uris = [f"otpauth://totp/Mail:{name}?secret={key}" for name, key in keys.items()]
    bad = ["otpauth://yaotp/Yandex:eve?secret=AA", "otpauth://totp/Mail:mallory?secret=0"]
    result = runner.invoke(cli, ["add", "-", "--json"], input="\n".join(uris + bad))
    assert result.exit_code == 7
    rows = object_of(result)["accounts"]
    assert [row["status"] for row in rows] == ["added", "rejected", "added", *["rejected"] * 2]
    assert [row["name"] for row in rows] == ["alice", "old", "bob", None, "mallory"]
    assert rows[3]["reason"] == "Yandex accounts can't be put on the fob."
    assert set(rows[3]) == set(rows[0])
    assert 'it shows "Import" 2 accounts; next turns to their names.' in result.stderr
    assert "Error: Mail:mallory: The key has" in result.stderr
    again = runner.invoke(cli, ["add", "-", "-f"], input="\n".join(uris))
    assert again.exit_code == 0
    assert again.stdout.splitlines() == [
        "Mail:alice was there already, with the same key: nothing was changed.",
        "Mail:bob was there already, with the same key: nothing was changed.",
        "Replaced Mail:old.",
    ]  # fmt: skip


def test_nothing_valid_needs_no_fob(runner: CliRunner) -> None:
    text = "otpauth://yaotp/a?secret=AA\notpauth://totp/b?secret=0\n"
    result = runner.invoke(cli, ["-p", "/none", "add", "-"], input=text)
    assert result.exit_code == 1
    assert "no port" not in result.stderr


def test_refused_on_the_command_line(runner: CliRunner, fob: FakeFob) -> None:
    fob.consent = "refuse"
    uris = "\n".join(f"otpauth://totp/{n}?secret={RFC_KEY}{n}" for n in ("a", "b"))
    result = runner.invoke(cli, ["add", "-"], input=uris)
    assert result.exit_code == 5
    assert result.stderr.splitlines()[-1] == "Error: Refused on the fob: nothing was changed."


def test_a_fob_that_is_gone_behind_the_last(runner: CliRunner, fob: FakeFob) -> None:
    """What was added before is told all the same."""
    fob.accounts.together = 1
    later = fob.accounts.command

    def last(request: dict[str, Any], change: tuple[str, int]) -> Any:
        if request.get("batch") == 1:
            fob.die_after = "adds"
        return later(request, change)

    fob.accounts.command = last
    uris = "\n".join(f"otpauth://totp/{n}?secret={RFC_KEY}{n}" for n in ("a", "b"))
    result = runner.invoke(cli, ["add", "-", "--json"], input=uris)
    assert result.exit_code == 7
    rows = object_of(result)["accounts"]
    assert [row["status"] for row in rows] == ["added", "rejected"]
    assert "unplugged" in rows[1]["reason"]


# -- the same key under another name


def renamed(count: int) -> list[Account]:
    return [Account("File", f"other{n}", f"key {n}".encode()) for n in range(count)]


def test_a_key_that_is_there_under_another_name(fob: FakeFob, key: Fob) -> None:
    """What is left is asked for, and nothing where nothing is."""
    key.add_many(accounts(5))
    asked: list[int] = []
    outcomes = key.add_many(renamed(5), asking=asked.append)
    assert outcomes == [Added(number, "duplicate") for number in range(1, 6)]
    outcomes = key.add_many(renamed(6), asking=asked.append)  # one is left, which is added alone
    assert [outcome.status for outcome in outcomes] == ["duplicate"] * 5 + ["added"]
    outcomes = key.add_many(renamed(20), asking=asked.append)
    assert [outcome.status for outcome in outcomes] == ["duplicate"] * 6 + ["added"] * 14
    assert asked == [1, 14]
    assert fob.accounts.approvals == 2
    assert len(fob.accounts.rows) == 20


def test_a_key_that_is_there_and_names_without_memory(fob: FakeFob, key: Fob) -> None:
    key.add_many(accounts(5))
    fob.accounts.names_room = 10
    outcomes = key.add_many(renamed(25))
    assert [outcome.status for outcome in outcomes] == ["duplicate"] * 5 + ["added"] * 20
    assert len(fob.accounts.rows) == 25


def test_one_key_twice_in_a_batch(fob: FakeFob, key: Fob) -> None:
    """The second is a duplicate of the first, in one request or in two."""
    twins = [*accounts(5), *renamed(5)]
    outcomes = key.add_many(twins)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5 + ["duplicate"] * 5
    assert [outcome.id for outcome in outcomes] == [1, 2, 3, 4, 5] * 2


@pytest.mark.parametrize("turned", [False, True])
def test_a_key_that_gives_way_is_no_duplicate(fob: FakeFob, key: Fob, turned: bool) -> None:
    """user0 gets another key; the one that it had comes in under another name."""
    for number in range(3):
        fob.accounts.put("Mail", f"user{number}", base32.encode(f"key {number}".encode()))
    wanted = [Account("Mail", "user0", b"new"), Account("New", "name", b"key 0")]
    wanted.append(Account("Mail", "user1", b"key 0")) if turned else None
    if turned:
        wanted = wanted[::-1]
    outcomes = key.add_many(wanted, replace=True)
    secrets = {base32.decode(row["secret"]) for row in fob.accounts.rows.values()}
    assert {b"new", b"key 0"} <= secrets
    statuses = [outcome.status for outcome in outcomes]
    assert statuses == (["replaced", "duplicate", "replaced"] if turned else ["replaced", "added"])


def test_a_clash_whose_key_is_there_under_another_name(fob: FakeFob, key: Fob) -> None:
    """It is a duplicate, and nobody is asked whether to replace."""
    key.add_many(accounts(3))
    wanted = [Account("Mail", "user0", b"key 1"), Account("Mail", "user1", b"key 0")]

    def never(_account: Account) -> bool:
        raise AssertionError

    outcomes = key.add_many(wanted, never)
    assert outcomes == [Added(2, "duplicate"), Added(1, "duplicate")]


def test_another_name_on_the_command_line(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("Mail", "renamed", RFC_KEY)
    other = f"otpauth://totp/Mail:new?secret={RFC_KEY}"
    result = runner.invoke(cli, ["add", other])
    said = "was there already, as Mail:renamed with the same key: nothing was changed."
    assert (result.exit_code, result.stdout) == (0, f"Mail:new {said}\n")
    (row,) = object_of(runner.invoke(cli, ["add", other, "--json"]))["accounts"]
    assert (row["status"], row["reason"]) == ("duplicate", "It is on the fob as Mail:renamed.")
    several = "\n".join([other, *(f"otpauth://totp/Mail:{n}?secret={n * 8}" for n in "ab")])
    result = runner.invoke(cli, ["add", "-"], input=several)
    assert result.stdout == f"Mail:new {said}\nAdded Mail:a.\nAdded Mail:b.\n"
