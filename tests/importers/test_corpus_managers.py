"""Exports of real password managers and phones, field by field."""

import pytest

from importers import corpus

CASES = [
    ("bitwarden.csv", "bitwarden-csv"),
    ("bitwarden.json", "bitwarden"),
    ("duo.json", "duo"),
    ("steam.json", "steam"),
    ("steam_old.json", "steam"),
    ("proton_authenticator.json", "proton"),
    ("battle_net_authenticator.xml", "battlenet"),
    ("ente_auth.txt", "ente"),
    ("microsoft_authenticator.sqlite", "microsoft"),
]


@pytest.mark.parametrize(("path", "name"), CASES)
def test_field_by_field(path: str, name: str) -> None:
    case = corpus.case("aegis-tests/" + path)
    entries = corpus.import_(case, name)
    assert corpus.accounts(entries) == corpus.expected(case)
    assert case.rejected == [] and corpus.others(entries) == []
