"""Many accounts with one approval, against the strict fake fob: order, cuts, clashes, refusal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from fobcore.account import Account
from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.test_cli import object_of
from mfob import Fob, HostError
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
    long = [Account("莎" * 64, "亚" * 63 + str(n), b"k") for n in range(9)]
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
    added = [request["batch"] for request in fob.requests if request["do"] == "add"]
    assert added == [*range(19), *range(19), *range(7)]
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


@pytest.mark.parametrize("after", ["batch", "names", "approve", "add"])
def test_a_restart_on_the_way(fob: FakeFob, key: Fob, after: str) -> None:
    """What was approved is forgotten: the fob asks again for what is not there yet."""
    asked: list[int] = []
    fob.restart_after = after
    outcomes = key.add_many(accounts(5), asking=asked.append)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    assert names(fob) == [f"user{n}" for n in range(5)]
    assert asked[-1] == (4 if after == "add" else 5)
    assert fob.accounts.times_added == 5


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
    uris = [f"otpauth://totp/Mail:{n}?secret={RFC_KEY}" for n in ("alice", "old", "bob")]
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
    uris = "\n".join(f"otpauth://totp/{n}?secret={RFC_KEY}" for n in ("a", "b"))
    result = runner.invoke(cli, ["add", "-"], input=uris)
    assert result.exit_code == 5
    assert result.stderr.splitlines()[-1] == "Error: Refused on the fob: nothing was changed."
