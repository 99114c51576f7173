"""The corpus of real exports beside the repository: what each holds was written down by others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import gather, registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "corpus"


@dataclass(frozen=True)
class Case:
    """A file of the corpus, its password and the accounts that are to come of it."""

    file: File
    password: str | None
    entries: list[dict[str, Any]]
    rejected: list[Any]


def case(path: str) -> Case:
    """The case of a path in the corpus; the test is skipped where there is none."""
    there = FOLDER / path
    if not there.exists():
        pytest.skip(f"the corpus of exports is not beside the repository: {there}")
    said = json.loads(there.with_name(there.name + ".expected.json").read_text("utf-8"))
    file = File(there.name, there.read_bytes())
    return Case(file, said["password"], said["entries"], said["rejected"])


def import_(case: Case, name: str, named: bool = False) -> list[Entry]:
    """What the importer of that name reads in it, which has to be the one found; `named`: it is
    none that can be found, and is told where it is looked for."""
    if named:
        with pytest.raises(HostError, match=f"--format {name}"):
            registry.detect(case.file)
        known = registry.importer(name)
    else:
        known = registry.detect(case.file)
    assert known.name == name
    assert known.encrypted(case.file) == (case.password is not None)
    return list(known.read(case.file, case.password, Kdf()))


def accounts(entries: list[Entry]) -> list[dict[str, Any]]:
    """The accounts that the entries make, in the corpus' words; rejected and skipped ones left
    out."""
    found = []
    for entry in entries:
        if entry.skip or entry.reject:
            continue
        try:
            account = enrol(entry.fields, entry.warnings).account
        except HostError:
            continue
        timed = account.type != "hotp"
        found.append(
            {
                "issuer": account.issuer,
                "name": account.name,
                "secret_hex": account.secret.hex(),
                "type": account.type,
                "algo": account.algorithm,
                "digits": account.digits,
                "period": account.period if timed else None,
                "counter": None if timed else account.counter,
            }
        )
    return found


def others(entries: list[Entry]) -> list[tuple[str, str]]:
    """What becomes of those that are not taken, and the sentence about each."""
    found = gather.items([gather.Source("corpus", entries=entries)])
    return [(item.status, item.reason) for item in found if item.status]


def expected(case: Case) -> list[dict[str, Any]]:
    """What the corpus says, without the key's text beside its bytes."""
    return [{key: value for key, value in one.items() if key != "secret"} for one in case.entries]
