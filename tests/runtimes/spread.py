"""Which tests run beside each other: a file's go to one process (each end-to-end file starts
virtual fobs of its own), those of some each for itself; the longest come first.

For `-n N --dist loadfile --no-loadscope-reorder`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

# Their tests share nothing and take half a minute or more each.
SPREAD = (
    "tests/boards/test_presses.py",
    "tests/boards/test_readback.py",
    "tests/boards/test_pictured_names.py",
    "tests/link/test_bad_line.py",
)
LONGEST = (
    "tests/e2e/test_install.py",
    "tests/e2e/test_quiet.py",
    "tests/clock/test_day_of_faults.py",
    "tests/readme/test_readme.py",
    *SPREAD,
)


def file_of(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: at the end one of them would run alone."""
    order = {file: place for place, file in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(file_of(item.nodeid), len(order)))


class Plugin:
    """The scheduler, where xdist is there and distributes by files."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_xdist_make_scheduler(
        self, config: pytest.Config, log: object
    ) -> LoadFileScheduling | None:
        if config.getvalue("dist") != "loadfile":
            return None
        from xdist.scheduler import LoadFileScheduling

        class Scheduling(LoadFileScheduling):
            def _split_scope(self, nodeid: str) -> str:
                file = file_of(nodeid)
                return nodeid if file in SPREAD else file

        return Scheduling(config, log)  # type: ignore[arg-type]


def pytest_configure(config: pytest.Config) -> None:
    if config.pluginmanager.hasplugin("xdist"):
        config.pluginmanager.register(Plugin())
