"""At the end of a run of the sweep: how many cut points there were, and how many failed."""

from __future__ import annotations

import pytest

COLUMNS = ("cut points", "tried", "in restarts", "failed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A table of the operations, and their sum; xdist's workers send theirs with their reports."""
    rows: dict[str, tuple[int, ...]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "sweep":
                    rows[value[0]] = tuple(value[1])
    if not rows:
        return
    terminalreporter.section("power cuts")
    rows["sum"] = tuple(map(sum, zip(*rows.values(), strict=True)))
    terminalreporter.write_line(" " * 24 + "".join(f"{title:>13}" for title in COLUMNS))
    for name, numbers in rows.items():
        terminalreporter.write_line(f"{name:24}" + "".join(f"{number:13}" for number in numbers))
