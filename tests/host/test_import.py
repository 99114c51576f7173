"""`mfob import` against the strict fake fob: what ends how, one approval, exit codes, JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import segno
from click.testing import CliRunner
from PIL import Image

from host.fakefob import FakeFob
from host.terminal import OnTerminal, run
from host.test_cli import error_of, object_of
from importers import make_migration as make
from mfob.cli import import_put
from mfob.cli.main import cli
from mfob.importers import registry
from mfob.importers.gather import Item
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, wrong_password
from mfob.records import Added

KEYS = {
    "alice": "JBSWY3DPEHPK3PXP",
    "bob": "GEZDGNBVGY3TQOJQ",
    "carol": "KRSXG5CTMVRXEZLU",
}
OTHER = "MZXW6YTBOJRGC6RA"
ASSUMED = "Assumed: SHA1, 6 digits, 30 s."  # of an address that says no more than its key


def address(name: str, secret: str | None = None, issuer: str = "GitHub", more: str = "") -> str:
    return f"otpauth://totp/{issuer}:{name}?secret={secret or KEYS[name]}&issuer={issuer}{more}"


def listed(folder: Path, *addresses: str, name: str = "list.txt") -> str:
    path = folder / name
    path.write_text("\n".join(addresses))
    return str(path)


@pytest.fixture
def three(tmp_path: Path) -> str:
    """A list of three accounts."""
    return listed(tmp_path, *map(address, KEYS))


def on_fob(fob: FakeFob) -> list[tuple[str, str]]:
    return [(row["issuer"], row["name"]) for row in fob.accounts.rows.values()]


def statuses(told: dict) -> list[str]:
    sums = {key: number for key, number in told["sums"].items() if number}
    found = [row["status"] for row in told["accounts"]]
    assert sums == {status: found.count(status) for status in set(found)}
    assert all(row["reason"] for row in told["accounts"]
               if row["status"] in ("duplicate", "skipped", "rejected"))  # fmt: skip
    return found


def test_one_approval_for_all(runner: CliRunner, fob: FakeFob, three: str) -> None:
    result = runner.invoke(cli, ["import", three])
    assert result.exit_code == 0, result.output
    assert fob.accounts.approvals == 1
    assert on_fob(fob) == [("GitHub", name) for name in KEYS]
    assert [row["secret"] for row in fob.accounts.rows.values()] == list(KEYS.values())
    assert result.stdout.splitlines() == [
        f"added  GitHub:alice  SHA1 6 30s  {ASSUMED}",
        f"added  GitHub:bob    SHA1 6 30s  {ASSUMED}",
        f"added  GitHub:carol  SHA1 6 30s  {ASSUMED}",
        "3 accounts: 3 added.",
    ]
    assert '"Import" 3 accounts; next turns to their names' in result.stderr


def test_again_it_takes_the_rest(runner: CliRunner, fob: FakeFob, tmp_path: Path) -> None:
    assert runner.invoke(cli, ["import", listed(tmp_path, address("bob"))]).exit_code == 0
    path = listed(tmp_path, *map(address, KEYS))
    told = object_of(runner.invoke(cli, ["import", path, "--json"]))
    assert statuses(told) == ["added", "duplicate", "added"]
    again = runner.invoke(cli, ["import", path, "--json"])
    assert again.exit_code == 0
    assert statuses(object_of(again)) == ["duplicate"] * 3
    assert fob.accounts.approvals == 1  # bob alone was an `add`, and the last asked for nothing


def test_json(runner: CliRunner, tmp_path: Path) -> None:
    path = listed(tmp_path, address("alice", more="&digits=8&algorithm=SHA256&period=60"))
    assert object_of(runner.invoke(cli, ["import", path, "--json"])) == {
        "accounts": [{
            "id": 1, "issuer": "GitHub", "name": "alice", "type": "totp", "algorithm": "SHA256",
            "digits": 8, "period": 60, "counter": 0, "status": "added", "reason": None,
            "assumed": [], "warnings": [], "file": "list.txt",
        }],
        "files": [{"file": "list.txt", "format": "uris", "accounts": 1, "error": None}],
        "missing": [],
        "sums": {"found": 0, "added": 1, "duplicate": 0, "replaced": 0, "skipped": 0,
                 "rejected": 0},
    }  # fmt: skip


def test_dry_run_needs_no_fob(tmp_path: Path, three: str) -> None:
    more = listed(tmp_path, address("alice"), address("bob", OTHER), "motp://x", name="b.txt")
    result = CliRunner().invoke(
        cli, ["import", "--dry-run", three, more, "--json"], env={"MFOB_PORT": "/nowhere"}
    )
    assert result.exit_code == 7
    told = object_of(result)
    assert statuses(told) == ["found"] * 3 + ["duplicate", "found", "rejected"]
    assert told["accounts"][3]["reason"] == "The same key as GitHub:alice."
    assert "with another key" in told["accounts"][4]["reason"]
    assert told["accounts"][5]["reason"].startswith("Line 3: Mobile-OTP")
    assert told["accounts"][0]["assumed"] == ["algorithm", "digits", "period"]
    plain = CliRunner().invoke(cli, ["import", "--dry-run", three, more])
    assert plain.stdout.splitlines()[-1] == "6 accounts: 4 found, 1 duplicate, 1 rejected."


def test_select(runner: CliRunner, fob: FakeFob, three: str) -> None:
    result = runner.invoke(cli, ["import", three, "--select", "github:B"])
    assert result.exit_code == 0
    assert on_fob(fob) == [("GitHub", "bob")]
    assert result.stdout.splitlines() == [
        f"added  GitHub:bob  SHA1 6 30s  {ASSUMED}",
        "3 accounts: 1 added, 2 skipped (2 not selected).",
    ]


def test_nothing_selected_asks_no_fob(three: str) -> None:
    args = ["import", three, "--select", "x y"]
    result = CliRunner().invoke(cli, args, env={"MFOB_PORT": "/no"})
    assert result.exit_code == 0
    assert result.stdout == "3 accounts: 3 skipped (3 not selected).\n"


def test_google_pages_in_several_pictures(
    runner: CliRunner, fob: FakeFob, tmp_path: Path
) -> None:
    paths = []
    for page in (2, 0):
        message = make.payload([make.account(b"key%d" % page * 3, f"p{page}")], 3, page)
        out = io.BytesIO()
        segno.make(make.address(message), micro=False).save(out, kind="png", scale=4)
        paths.append(str(tmp_path / f"{page}.png"))
        Image.open(out).save(paths[-1])
    result = runner.invoke(cli, ["import", *paths, "--json"])
    assert result.exit_code == 7
    told = object_of(result)
    assert told["missing"] == ["QR code 2 of 3 of the export is missing."]
    assert [row["name"] for row in told["accounts"]] == ["p0", "p2"]
    assert [row["file"] for row in told["files"]] == ["2.png", "0.png"]
    assert on_fob(fob) == [("", "p0"), ("", "p2")]


def test_a_file_that_is_none_among_several(
    runner: CliRunner, fob: FakeFob, tmp_path: Path, three: str
) -> None:
    bad = listed(tmp_path, "hello", name="bad.txt")
    missing = str(tmp_path / "none")
    result = runner.invoke(cli, ["import", bad, three, missing, "--json"])
    assert result.exit_code == 7
    told = object_of(result)
    assert statuses(told) == ["added"] * 3
    codes = [file["error"] and file["error"]["code"] for file in told["files"]]
    assert codes == ["import_format", None, "unreadable"]
    assert "bad.txt is of no format" in result.stderr


@pytest.mark.parametrize(("args", "code"), [
    (["bad.txt"], (1, "import_format")),
    (["none.txt"], (1, "unreadable")),
    (["."], (1, "unreadable")),
    (["bad.txt", "--format", "aegis"], (1, "import_format")),
    (["bad.txt", "--format", "nokia"], (1, "import_format")),
    ([], (2, "usage")),
    (["-", "--password-file", "-"], (2, "usage")),
])  # fmt: skip
def test_failures(
    args: list[str], code: tuple[int, str], runner: CliRunner, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    listed(tmp_path, "hello", name="bad.txt")
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(cli, ["import", *args, "--json"])
    assert error_of(result) == code


def test_all_rejected(runner: CliRunner, fob: FakeFob, tmp_path: Path) -> None:
    path = listed(tmp_path, "motp://x", address("a", "1!"))
    result = runner.invoke(cli, ["import", path])
    assert result.exit_code == 1
    assert fob.requests == []
    assert result.stdout.splitlines()[-1] == "2 accounts: 2 rejected."


def test_nothing_in_it(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(cli, ["import", listed(tmp_path, make.address(make.payload([])))])
    assert (result.exit_code, result.stdout) == (0, "No account was found.\n")


def test_from_stdin(runner: CliRunner, fob: FakeFob) -> None:
    result = runner.invoke(cli, ["import", "-"], input=address("alice"))
    assert result.exit_code == 0
    assert on_fob(fob) == [("GitHub", "alice")]


@pytest.mark.parametrize("consent", ["refuse", "timeout"])
def test_refused(consent: str, runner: CliRunner, fob: FakeFob, three: str) -> None:
    fob.consent = consent
    assert runner.invoke(cli, ["import", three]).exit_code == 5
    assert on_fob(fob) == []


@pytest.mark.parametrize("together", [1, 2, 4])
def test_a_restart_on_the_way(
    runner: CliRunner, fob: FakeFob, three: str, together: int
) -> None:
    fob.accounts.together = together
    fob.restart_after = "adds"
    result = runner.invoke(cli, ["import", three, "--json"])
    assert result.exit_code == 0
    assert statuses(object_of(result)) == ["added"] * 3
    assert on_fob(fob) == [("GitHub", name) for name in KEYS]


def test_a_clock_that_is_not_set_is_said(runner: CliRunner, fob: FakeFob, three: str) -> None:
    fob.accounts.clock.off_ms = None
    for said in (True, False):  # only where something is new
        result = runner.invoke(cli, ["import", three])
        assert result.exit_code == 0
        assert ("the fob's clock is not set" in result.stderr) is said


def test_a_fob_that_is_gone_on_the_way(
    runner: CliRunner, fob: FakeFob, three: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was added is told, and the rest, with why."""
    fob.accounts.together = 1
    settle = import_put._Names.settle

    def settle_and_unplug(names: import_put._Names, item: Item, added: Added) -> None:
        settle(names, item, added)
        fob.die_after = "adds"

    monkeypatch.setattr(import_put._Names, "settle", settle_and_unplug)
    result = runner.invoke(cli, ["import", three, "--json"])
    assert result.exit_code == 7, result.output
    assert statuses(object_of(result)) == ["added", "rejected", "rejected"]


# -- names that are taken


def test_a_clash_without_a_terminal(runner: CliRunner, fob: FakeFob, three: str) -> None:
    fob.accounts.put("GitHub", "bob", OTHER)
    result = runner.invoke(cli, ["import", three, "--json"])
    assert result.exit_code == 7
    told = object_of(result)
    assert statuses(told) == ["added", "rejected", "added"]
    assert told["accounts"][1]["reason"] == (
        "Another account of that name is there, with another key."
    )
    assert fob.accounts.rows[1]["secret"] == OTHER


def test_force_replaces(runner: CliRunner, fob: FakeFob, three: str) -> None:
    fob.accounts.put("GitHub", "bob", OTHER)
    told = object_of(runner.invoke(cli, ["import", three, "-f", "--json"]))
    assert statuses(told) == ["added", "replaced", "added"]
    assert sorted(row["secret"] for row in fob.accounts.rows.values()) == sorted(KEYS.values())
    assert fob.accounts.approvals == 1


def test_two_of_a_name_in_the_files(runner: CliRunner, fob: FakeFob, tmp_path: Path) -> None:
    path = listed(tmp_path, address("alice"), address("alice", OTHER))
    told = object_of(runner.invoke(cli, ["import", path, "--json"]))
    assert statuses(told) == ["added", "rejected"]
    for wanted in (["duplicate", "added"], ["duplicate", "duplicate"]):
        told = object_of(runner.invoke(cli, ["import", path, "-f", "--json"]))
        assert statuses(told) == wanted
    assert on_fob(fob) == [("GitHub", "alice"), ("GitHub", "alice (2)")]


def asked(fob: FakeFob, path: str, answers: list[str], *more: str) -> tuple[int, str, str]:
    """Exit code and outputs of an import on a terminal, whose questions are answered in turn."""
    program = OnTerminal("import", path, *more, MFOB_PORT=str(fob.path))
    for answer in answers:
        program.wait_for("[s]? ")
        program.shown = program.shown.partition("[s]? ")[2]
        program.type(f"{answer}\n")
    return (*program.end(), program.shown)


@pytest.mark.parametrize(("answer", "status", "names", "secret"), [
    ("r", "added", ["alice", "alice (2)"], OTHER),
    ("p", "replaced", ["alice"], KEYS["alice"]),
    ("s", "skipped", ["alice"], OTHER),
])  # fmt: skip
def test_a_clash_is_asked(
    answer: str, status: str, names: list[str], secret: str, fob: FakeFob, tmp_path: Path
) -> None:
    fob.accounts.put("GitHub", "alice", OTHER)
    path = listed(tmp_path, address("alice"))
    code, out, _ = asked(fob, path, ["x", answer], "--json")
    assert code == 0
    (row,) = json.loads(out)["accounts"]
    assert (row["status"], row["name"]) == (status, names[-1])
    assert [name for _, name in on_fob(fob)] == names
    assert fob.accounts.rows[min(fob.accounts.rows)]["secret"] == secret


def test_renamed_again_it_is_the_same_account(fob: FakeFob, tmp_path: Path) -> None:
    """The second run asks nothing: it finds what the first has put there."""
    fob.accounts.put("GitHub", "alice", OTHER)
    fob.accounts.put("GitHub", "alice (2)", "MFRGGZDFMZTWQ2LK")
    path = listed(tmp_path, address("alice"))
    for answers, wanted in (
        (["r"], ("added", "alice (3)", None)),
        ([], ("duplicate", "alice", "It is on the fob as GitHub:alice (3).")),
    ):
        code, out, _ = asked(fob, path, answers, "--json")
        assert code == 0
        (row,) = json.loads(out)["accounts"]
        assert (row["status"], row["name"], row["reason"]) == wanted
    assert len(fob.accounts.rows) == 3


def test_accounts_that_were_renamed_are_duplicates(
    runner: CliRunner, fob: FakeFob, three: str
) -> None:
    """The table and --json say how they are called on the fob; nobody is asked."""
    runner.invoke(cli, ["import", three])
    for number, row in fob.accounts.rows.items():
        row.update(issuer="Deno", name=f"renamed{number}")
    fob.consent = "refuse"
    told = object_of(runner.invoke(cli, ["import", three, "--json"]))
    assert statuses(told) == ["duplicate"] * 3
    assert [row["reason"] for row in told["accounts"]] == [
        f"It is on the fob as Deno:renamed{number}." for number in (1, 2, 3)
    ]
    assert [row["id"] for row in told["accounts"]] == [1, 2, 3]
    plain = runner.invoke(cli, ["import", three])
    assert plain.exit_code == 0
    assert "duplicate  GitHub:alice" in plain.stdout
    assert "It is on the fob as Deno:renamed1." in plain.stdout
    assert len(fob.accounts.rows) == 3


def test_a_key_that_gives_way_comes_in_under_its_new_name(
    runner: CliRunner, fob: FakeFob, tmp_path: Path
) -> None:
    """alice and bob have changed places in the file; bob had no account before."""
    fob.accounts.put("GitHub", "alice", KEYS["alice"])
    fob.accounts.put("GitHub", "bob", OTHER)
    swapped = (address("bob", KEYS["alice"]), address("alice", "MFRGGZDFMZTWQ2LK"))
    told = object_of(runner.invoke(cli, ["import", listed(tmp_path, *swapped), "-f", "--json"]))
    assert statuses(told) == ["replaced", "replaced"]
    rows = fob.accounts.rows
    assert [rows[number]["secret"] for number in (1, 2)] == ["MFRGGZDFMZTWQ2LK", KEYS["alice"]]


@pytest.mark.parametrize(("answer", "wanted"), [
    ("r", [("added", "alice"), ("added", "alice (2)")]),
    ("p", [("skipped", "alice"), ("added", "alice")]),
    ("s", [("added", "alice"), ("skipped", "alice")]),
])  # fmt: skip
def test_two_of_a_name_are_asked_about(
    answer: str, wanted: list[tuple[str, str]], fob: FakeFob, tmp_path: Path
) -> None:
    path = listed(tmp_path, address("alice"), address("alice", OTHER))
    code, out, _ = asked(fob, path, [answer], "--json")
    assert code == 0
    assert [(row["status"], row["name"]) for row in json.loads(out)["accounts"]] == wanted


# -- passwords


class Encrypted:
    """A format whose password is `right`; it has one account. Used by the tests below alone."""

    name = title = "test"

    def detect(self, file: File) -> bool:
        return True

    def encrypted(self, file: File) -> bool:
        return True

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        from mfob import otpauth

        if password != "right " + file.name:
            raise wrong_password()
        return [Entry(otpauth.take_apart(address("alice", issuer=file.name)).fields)]


@pytest.fixture
def two_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(registry, "detect", lambda file: Encrypted())
    return [listed(tmp_path, "x", name=name) for name in ("a", "b")]


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_password_file(
    end: str, runner: CliRunner, two_encrypted: list[str], tmp_path: Path
) -> None:
    passwords = tmp_path / "passwords"
    passwords.write_bytes(f"right a{end or chr(10)}right b{end}".encode())
    passwords.chmod(0o600)
    args = ["import", *two_encrypted, "--password-file", str(passwords), "--dry-run", "--json"]
    result = runner.invoke(cli, args)
    assert result.exit_code == 0 and result.stderr == ""
    assert statuses(object_of(result)) == ["found", "duplicate"]


def test_a_wrong_password_of_a_file(
    runner: CliRunner, two_encrypted: list[str], tmp_path: Path
) -> None:
    args = ["import", two_encrypted[0], "--password-file", "-", "--json"]
    result = runner.invoke(cli, args, input="hunter2\n")
    assert error_of(result) == (1, "import_password")
    assert "hunter2" not in result.output
    both = ["import", *two_encrypted, "--password-file", "-", "--dry-run", "--json"]
    result = runner.invoke(cli, both, input="right b\n")  # one line for both
    assert result.exit_code == 7
    assert [file["error"] is None for file in object_of(result)["files"]] == [False, True]


def test_no_terminal_to_ask_on(runner: CliRunner, two_encrypted: list[str]) -> None:
    result = runner.invoke(cli, ["import", two_encrypted[0], "--json"])
    assert error_of(result) == (2, "usage")
    assert "--password-file" in result.stderr


def test_no_file_of_passwords(runner: CliRunner, two_encrypted: list[str]) -> None:
    result = runner.invoke(cli, ["import", *two_encrypted, "--password-file", "/none", "--json"])
    assert error_of(result) == (1, "no_pin_file")
    assert "--password-file" in result.stderr


def test_asked_three_times(
    two_encrypted: list[str], runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["wrong", "right", "right a"])
    monkeypatch.setattr("mfob.cli.terminal.ask_unseen", lambda prompt: next(typed))
    result = runner.invoke(cli, ["import", two_encrypted[0], "--dry-run"])
    assert result.exit_code == 0
    assert result.stderr.count("try again") == 2
    typed = iter(["wrong"] * 4)
    result = runner.invoke(cli, ["import", two_encrypted[0], "--json"])
    assert error_of(result) == (1, "import_password")
    assert len(list(typed)) == 1


# -- without a file


def test_from_the_clipboard(
    runner: CliRunner, fob: FakeFob, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = address("alice") + "\n" + make.address(make.payload([make.account(b"k" * 9, "g")]))
    monkeypatch.setattr("mfob.clipboard.read", lambda: text)
    result = runner.invoke(cli, ["import", "--clipboard"])
    assert result.exit_code == 0
    assert on_fob(fob) == [("GitHub", "alice"), ("", "g")]
    assert "still in the clipboard" in result.stderr


def test_from_the_screen_and_a_file(
    runner: CliRunner, fob: FakeFob, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = io.BytesIO()
    text = make.address(make.payload([make.account(b"k" * 9, "g")]))
    segno.make(text, micro=False).save(out, kind="png", scale=4, border=4)
    shown = [Image.new("RGB", (800, 600), "white"), Image.open(out).convert("RGB")]
    monkeypatch.setattr("mfob.screen.grab", lambda: shown)
    result = runner.invoke(cli, ["import", "--screen", listed(tmp_path, address("bob"))])
    assert result.exit_code == 0
    assert on_fob(fob) == [("GitHub", "bob"), ("", "g")]


def test_a_migration_code_for_add_names_import(runner: CliRunner) -> None:
    text = make.address(make.payload([make.account(b"k" * 9, "g")]))
    assert "`mfob import`" in runner.invoke(cli, ["add", text]).stderr


def test_no_password_and_no_key_is_an_argument_or_shown(tmp_path: Path) -> None:
    """As a process of its own: outputs hold no key, also of what was rejected."""
    path = listed(tmp_path, address("alice"), f"otpauth://nokia/x?secret={OTHER}", OTHER)
    done = run("import", path, "--dry-run", "-v")
    assert done.returncode == 7
    for key in (KEYS["alice"], OTHER):
        assert key not in done.stdout + done.stderr
