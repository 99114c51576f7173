"""Whatever is given in the wrong place: no error repeats a key, neither for people nor in JSON."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from mfob import errors
from mfob.cli.main import cli
from mfob.errors import HostError

PART = RFC_KEY[:6]
URI = f"otpauth://totp/GitHub:alice?secret={RFC_KEY}&issuer=GitHub"
SPACED = f"otpauth://totp/Some Service:alice?issuer=Some Service&secret={RFC_KEY}"
ONE_SLASH = URI.replace("://", ":/")
ENCODED = f"otpauth%3A%2F%2Ftotp%2Fa%3Fsecret%3D{RFC_KEY}"
GIVEN = (URI, SPACED, ONE_SLASH, ENCODED, RFC_KEY, f"alice?secret={RFC_KEY}")


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize(
    "args",
    [
        ["add", "--qr", "{}"], ["add", "--qr", "/none", "{}"], ["-p", "{}", "list"],
        ["list", "-p", "{}"], ["{}"], ["list", "{}"], ["list", "--{}"], ["code", "{}"],
        ["delete", "-f", "{}"], ["move", "a", "{}"], ["config", "{}"],
        ["config", "usb_code", "{}"], ["sim", "{}"], ["sim", "time", "--set", "{}"],
        ["sim", "press", "x", "--state", "{}"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_address_in_the_wrong_place(runner: CliRunner, args: list[str], given: str) -> None:
    for more in ([], ["--json"]):
        result = runner.invoke(cli, [arg.replace("{}", given) for arg in args] + more)
        assert result.exit_code in (1, 2, 3), result.output
        assert PART not in result.output.upper(), result.output


@pytest.mark.parametrize("option", ["-a", "-d", "-P", "-o", "-c"])
@pytest.mark.parametrize("given", [*GIVEN, PART * 4])
def test_an_option_of_add(runner: CliRunner, option: str, given: str) -> None:
    kind = [] if option == "-o" else ["-o", "hotp" if option == "-c" else "totp"]
    args = ["add", "-i", "a", "-n", "b", *kind, option, given]
    for more in ([], ["--json"]):
        result = runner.invoke(cli, args + more, input=RFC_KEY + "\n")
        assert result.exit_code == 1
        assert PART not in result.output.upper(), result.output


@pytest.mark.parametrize("field", ["algorithm", "digits", "period", "counter"])
@pytest.mark.parametrize("several", [False, True])
def test_a_field_of_an_address(runner: CliRunner, field: str, several: bool) -> None:
    kind = "hotp" if field == "counter" else "totp"
    uri = f"otpauth://{kind}/G:a?secret=MFRGGZDFMZTWQ2LK&{field}={RFC_KEY}\n"
    result = runner.invoke(cli, ["add", "-", "--json"], input=uri + "x\n" * several)
    assert result.exit_code == 1
    assert PART not in result.output


def test_a_label_that_holds_the_whole_address(runner: CliRunner) -> None:
    text = f"otpauth://totp/G:a%3Fsecret%3D{RFC_KEY}\nx\n"
    result = runner.invoke(cli, ["add", "-"], input=text)
    assert result.exit_code == 1
    assert PART not in result.stderr, result.stderr


def test_what_is_no_key_stays(fob: FakeFob, runner: CliRunner) -> None:
    result = runner.invoke(cli, ["add", "--qr", "/none/page one.png"])
    assert "/none/page one.png can't be read" in result.stderr
    result = runner.invoke(cli, ["-p", "/dev/tty-none", "list"])
    assert "There is no port /dev/tty-none:" in result.stderr
    fob.accounts.put("GitHub", "alice")
    assert 'No account matches "x":' in runner.invoke(cli, ["code", "x"]).stderr
    for message in (
        "it must begin with otpauth://.",
        "is not of an account (otpauth://)",
        "No virtual fob runs in /tmp/x: `mfob sim start`",
        "-p sim:/tmp/x",
    ):
        assert HostError(message).message == message


@pytest.mark.parametrize("code", [c for c in errors._SENTENCES if c.startswith("bad_")])
def test_a_sentence_without_values_is_one(code: str) -> None:
    message = errors.of_code(code).message
    assert "{" not in message and "such a value" not in message
    assert message[0].isupper()
