"""Tables of password managers: the columns of each, quoting, what is no table."""

from __future__ import annotations

import csv
import io

import pytest

from importers import uri
from importers.exports import account, all_kinds, base32, found, one
from mfob.errors import HostError
from mfob.importers import registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, File

BITWARDEN = (
    "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,"
    "login_totp"
)
KEEPASSXC = "Group,Title,Username,Password,URL,Notes,TOTP,Icon,Last Modified,Created"
ONEPASSWORD = "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes"
APPLE = "Title,URL,Username,Password,Notes,OTPAuth"
PROTON_PASS = "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault"
SAFEINCLOUD = "Title,Login,Password,Website,OTP,Notes"
LASTPASS = "url,username,password,totp,extra,name,grouping,fav"
HEADERS = {
    "bitwarden-csv": [BITWARDEN],
    "keepassxc-csv": [KEEPASSXC],
    "1password-csv": [ONEPASSWORD],
    "csv": [APPLE, PROTON_PASS, SAFEINCLOUD, LASTPASS],
}
OTP = {"login_totp", "TOTP", "OTPAuth", "totp", "OTP"}
TITLE = {"Title", "name"}
USER = {"login_username", "Username", "Login", "username"}


def table(header: str, rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    names = header.split(",")
    out = csv.DictWriter(text, names, restval="", delimiter=delimiter, quoting=csv.QUOTE_ALL)
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()


def row(header: str, value: str, title: str = "Title", user: str = "user") -> dict[str, str]:
    names = header.split(",")
    filled = {name: 'line one\nsay "two", three' for name in names if name.lower() == "notes"}
    for among, text in ((OTP, value), (TITLE, title), (USER, user)):
        filled |= {name: text for name in names if name in among}
    return filled


EVERY = [(name, header) for name, headers in HEADERS.items() for header in headers]


@pytest.mark.parametrize(("name", "header"), EVERY)
def test_every_kind(name: str, header: str) -> None:
    accounts = all_kinds()
    data = table(header, [row(header, uri.of(each)) for each in accounts])
    assert found(name, data) == accounts


@pytest.mark.parametrize(("name", "header"), EVERY)
def test_bare_keys_take_title_and_username(name: str, header: str) -> None:
    given = account("GitHub", "alice")
    data = table(header, [row(header, base32(given), "GitHub", "alice"), row(header, "", "None")])
    assert found(name, data) == [given]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_delimiters_and_encodings(mark: str, delimiter: str, encoding: str) -> None:
    given = account("Ünïcode", "bob 🔑")
    text = table(APPLE, [row(APPLE, uri.of(given))], delimiter).decode()
    data = (text if encoding == "utf-16" else mark + text).encode(encoding)
    assert found("csv", data) == [given]


def test_keepassxc_steam_has_five_characters() -> None:
    """KeePassXC 2.7.4 writes digits=6 for entries that older versions made."""
    given = account("Steam", "gabe", "steam", digits=5)
    address = (
        f"otpauth://totp/Steam:gabe?secret={base32(given)}&period=30&digits=6&issuer=Steam"
        "&encoder=steam"
    )
    assert found("keepassxc-csv", table(KEEPASSXC, [row(KEEPASSXC, address)])) == [given]


def test_keepassxc_recycle_bin() -> None:
    in_bin = row(KEEPASSXC, "JBSWY3DPEHPK3PXP") | {"Group": "Root/Recycle Bin/Old"}
    entry = one("keepassxc-csv", table(KEEPASSXC, [in_bin]))
    assert entry.skip == "It is in KeePassXC's recycle bin."


def test_1password_archived() -> None:
    archived = row(ONEPASSWORD, "JBSWY3DPEHPK3PXP") | {"Archived": "true"}
    assert one("1password-csv", table(ONEPASSWORD, [archived])).warnings == (
        "It is archived in 1Password.",
    )


def test_rows_longer_and_shorter_than_the_header() -> None:
    data = b"name,totp\nshort\nlong,JBSWY3DPEHPK3PXP,more,more\n\n,,\n"
    assert [each["issuer"] for each in found("csv", data)] == ["long"]


def test_a_table_of_something_else_is_not_taken() -> None:
    for text in (b"name,password\na,b\n", b"", b"\n\n", b"hello", b"totp\0,name\n"):
        with pytest.raises(HostError) as caught:
            registry.detect(File("x.csv", text))
        assert caught.value.code == FORMAT


def test_named_by_format_it_says_which_columns_there_may_be() -> None:
    with pytest.raises(HostError, match="login_totp") as caught:
        registry.importer("csv").read(File("x.csv", b"name,password\na,b\n"), None, Kdf())
    assert caught.value.code == FORMAT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'name,totp\n"' + b"A" * 200_000, FORMAT),  # longer than the csv module's field
        (b"name,totp\n\xff\xfe,JBSWY3DPEHPK3PXP\n", FORMAT),
        (b"name,totp\n" + b"a,\n" * 100_001, LIMIT),
        (b"name,totp\n" + b"a,b\n" * 10_001, LIMIT),
        (b"name,totp\n" + b"a" * (32 << 20), LIMIT),
    ],
)
def test_tables_that_are_damaged_or_too_long(data: bytes, code: str) -> None:
    with pytest.raises(HostError) as caught:
        list(registry.importer("csv").read(File("x.csv", data), None, Kdf()))
    assert caught.value.code == code


KEY = "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(("text", "is_one"), [
    ("website,2fa\nfoo.com,yes\nbar.com,no\n", False),
    ("date,totp\n1,2\n2026-11-30,17\n", False),
    ("website,password,2fa\na,hunter2,required\nb,hunter3,not required\n", False),
    ("site,two-factor\na,authenticator app\nb,AUTHENTICATOR\n", False),
    ("site,otp\na,123456\nb,654321\n", False),
    ("site,otp\n", False),
    ("name,username,password,otp\nsite,alice,hunter2,\n", True),  # of nobody who had one
    (f"site,2fa\na,\nb,{KEY}\n", True),
    (f"site,2fa\na,no\nb,{KEY.lower()}\n", True),
    ("site,2fa\na,jbsw y3dp ehpk 3pxp\n", True),
    ("site,2fa\na,JBSW-Y3DP-EHPK-3PXP\n", True),
    ("site,2fa\na,ABCDEFGHABCDEFGH\n", True),
    (f"site,otp\na,otpauth://totp/a?secret={KEY}\n", True),
    (f"site,otp\na,steam://{KEY}\n", True),
])  # fmt: skip
def test_a_column_s_name_is_not_enough(text: str, is_one: bool) -> None:
    assert registry.importer("csv").detect(File("x.csv", text.encode())) == is_one
