"""Pictures of the screens (mss), where the system lets a program look at them."""

from __future__ import annotations

import os
import sys

from PIL import Image

from mfob.clipboard import under_wsl
from mfob.errors import HostError

_BETTER = "copy a screenshot of the code and use --clipboard, or save one and use --qr"
_NOT_FROM_HERE = f"The screen can't be looked at from here: {_BETTER}."


def grab() -> list[Image.Image]:
    """A picture of each screen. Raises HostError "no_screen" with what to do instead."""
    hindered = hindrance()
    if hindered is not None:
        raise hindered
    import mss
    from mss.exception import ScreenShotError

    try:
        with mss.MSS() as screens:
            shots = [screens.grab(monitor) for monitor in screens.monitors[1:]]
    except (ScreenShotError, OSError):
        raise _no_screen(_NOT_FROM_HERE) from None
    return [Image.frombytes("RGB", shot.size, shot.bgra, "raw", "BGRX") for shot in shots]


def hindrance() -> HostError | None:
    """Why grab() can't do it here; None where nothing is known to hinder it."""
    if under_wsl():
        return _no_screen(
            "Under WSL a program sees the windows of Linux programs only: press Win+Shift+S, mark"
            " the code, then use --clipboard."
        )
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        return _no_screen(f"Wayland lets no program look at the screen by itself: {_BETTER}.")
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        return _no_screen(_NOT_FROM_HERE)
    return None


def _no_screen(message: str) -> HostError:
    return HostError(message, "no_screen")
