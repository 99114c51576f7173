"""The state folder of a virtual fob: its lock, its files, and what lives on in world.json."""

import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any

from mfob.sim.errors import SimError


class StateDir:
    """The folder at `path`, made if it is not there, for this user alone."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self.flash = self.path / "flash.img"
        self.port = self.path / "port"
        self.socket = self.path / "control.sock"
        self.pid = self.path / "pid"
        self.log = self.path / "log"
        self.world = self.path / "world.json"
        self._lock: int | None = None

    def take(self) -> None:
        """Make it ours until leave() or the process' end; SimError if one runs in it already.

        What a killed one left behind (its link, socket and pid) is cleared away.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as e:
            raise SimError(f"{self.path} can't be a state folder: {e.strerror}") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            self._lock = None
            raise SimError(
                f"A virtual fob runs in {self.path} already: `mfob sim stop` ends it,"
                " or give another --state.",
                "sim_runs",
            ) from None
        for left in (self.port, self.socket, self.pid):
            left.unlink(missing_ok=True)
        self.pid.write_text(f"{os.getpid()}\n")
        os.close(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))

    def leave(self) -> None:
        """Clear away what says that a virtual fob runs here; another may take the folder."""
        if self._lock is None:
            return
        for left in (self.port, self.socket, self.pid):
            left.unlink(missing_ok=True)
        os.close(self._lock)
        self._lock = None

    def running(self) -> bool:
        """True if some process has taken the folder."""
        try:
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    def load(self) -> dict[str, Any]:
        """What save() kept, with "utc" moved on by the time since; {} for a new folder."""
        try:
            kept = json.loads(self.world.read_text())
        except FileNotFoundError:
            return {}
        except ValueError:
            raise SimError(f"{self.world} is damaged: remove it, and the clock is unset") from None
        if not isinstance(kept, dict):
            raise SimError(f"{self.world} is damaged: remove it, and the clock is unset")
        kept["utc"] = int(kept["utc"]) + max(0, time.time_ns() - int(kept["saved"]))
        return kept

    def save(self, utc_ns: int, content: dict[str, Any]) -> None:
        """Keep the world's UTC and content, replacing the file whole."""
        new = self.world.with_suffix(".new")
        whole = {"utc": utc_ns, "saved": time.time_ns(), **content}
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(whole, file, indent=1)
        new.replace(self.world)

    def log_tail(self, lines: int = 12) -> str:
        """The end of the log."""
        try:
            text = self.log.read_text(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])


def default_dir() -> Path:
    """Where a virtual fob lives if no --state says otherwise."""
    import platformdirs

    return Path(platformdirs.user_state_dir("mfob")) / "sim"
