"""What the clipboard holds, a picture or text, by the system's own tools; nothing is stored."""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from mfob import pictures
from mfob.errors import HostError

_PATIENCE = 15  # seconds; PowerShell takes some to begin
_WHAT = "The picture in the clipboard"
_POWERSHELL = (
    "Add-Type -AssemblyName System.Windows.Forms, System.Drawing;"
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8;"
    "$image = [Windows.Forms.Clipboard]::GetImage();"
    "if ($image) { $bytes = New-Object IO.MemoryStream;"
    " $image.Save($bytes, [Drawing.Imaging.ImageFormat]::Png);"
    " 'png:' + [Convert]::ToBase64String($bytes.ToArray()) }"
    " else { 'text:' + [Windows.Forms.Clipboard]::GetText() }"
)
_IMAGES = ("image/png", "image/bmp", "image/webp", "image/gif", "image/jpeg")  # the exact first
_APPLE_PICTURE = "get the clipboard as «class PNGf»"

Content = str | Image.Image


def read() -> Content:
    """The clipboard's picture, or its text where it has none.

    Raises HostError "no_clipboard" (a tool is missing: it is named), "empty", "unreadable".
    """
    return _reader()()


def hindrance() -> HostError | None:
    """Why read() can't do it here; None where it can. Nothing is read."""
    try:
        _reader()
    except HostError as error:
        return error
    return None


def under_wsl() -> bool:
    """Whether this Linux runs inside Windows."""
    return "WSL_DISTRO_NAME" in os.environ


def _reader() -> Callable[[], Content]:
    if sys.platform == "darwin":
        return _apple
    powershell = shutil.which("powershell.exe") or shutil.which("powershell")
    if powershell and (sys.platform == "win32" or under_wsl()):
        return lambda: _windows(powershell)
    if os.environ.get("WAYLAND_DISPLAY"):
        if shutil.which("wl-paste"):
            return lambda: _typed(["wl-paste", "--list-types"], ["wl-paste", "--type"])
        raise _missing("wl-paste", "wl-clipboard")
    if os.environ.get("DISPLAY"):
        if shutil.which("xclip"):
            xclip = ["xclip", "-selection", "clipboard", "-out", "-target"]
            return lambda: _typed([*xclip, "TARGETS"], xclip)
        if shutil.which("xsel"):
            return _xsel
        raise _missing("xclip", "xclip")
    raise HostError(
        "There is no clipboard here: this session has no screen (neither DISPLAY nor"
        " WAYLAND_DISPLAY is set). Save the picture and use --qr.",
        "no_clipboard",
    )


def _typed(list_types: Sequence[str], one_type: Sequence[str]) -> Content:
    """By a tool that lists the types that are there, and gives one of them."""
    types = _output(list_types).decode(errors="replace").split()
    for kind in _IMAGES:
        if kind in types:
            return _picture(_output([*one_type, kind]))
    for kind in ("text/plain;charset=utf-8", "UTF8_STRING", "text/plain", "STRING"):
        if kind in types:
            return _text(_output([*one_type, kind]))
    raise _empty()


def _xsel() -> Content:
    """xsel knows text only."""
    try:
        return _text(_output(["xsel", "--clipboard", "--output"]))
    except HostError as error:
        if error.code != "empty":
            raise
        raise HostError(
            "The clipboard holds no text. To read a picture from it install xclip"
            " (sudo apt install xclip).",
            "empty",
        ) from None


def _apple() -> Content:
    """macOS: AppleScript prints a picture as «data PNGf...», in hexadecimal digits."""
    try:
        printed = _output(["osascript", "-e", _APPLE_PICTURE])
    except HostError as error:
        if error.code != "empty":
            raise
        return _text(_output(["pbpaste", "-Prefer", "txt"]))
    digits = re.search(rb"PNGf([0-9A-Fa-f]+)", printed)
    if not digits:
        raise _empty()
    return _picture(bytes.fromhex(digits[1].decode()))


def _windows(powershell: str) -> Content:
    args = [powershell, "-NoProfile", "-NonInteractive", "-STA", "-Command", _POWERSHELL]
    kind, _, content = _output(args).partition(b":")
    if kind.strip(b"\xef\xbb\xbf") == b"png":
        return _picture(base64.b64decode(content))
    return _text(content)


def _output(args: Sequence[str]) -> bytes:
    """What a tool prints; a failure of it is an empty clipboard. Raises HostError."""
    try:
        done = subprocess.run(
            args, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise _missing(args[0], args[0]) from None
    except (OSError, subprocess.TimeoutExpired):
        message = f"{Path(args[0]).name} did not give the clipboard."
        raise HostError(message, "no_clipboard") from None
    if done.returncode or not done.stdout:
        raise _empty()
    return done.stdout


def _picture(data: bytes) -> Image.Image:
    formats = pictures.FORMATS
    with pictures.opened(_WHAT), Image.open(io.BytesIO(data), formats=formats) as picture:
        picture.load()
        return picture.copy()


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise HostError("The text in the clipboard is not UTF-8.", "unreadable") from None
    if not text:
        raise _empty()
    return text


def _missing(tool: str, package: str) -> HostError:
    return HostError(
        f"To read the clipboard {tool} is needed: install {package}"
        f" (sudo apt install {package}, say), or save the picture and use --qr.",
        "no_clipboard",
    )


def _empty() -> HostError:
    return HostError("The clipboard holds neither a picture nor text.", "empty")
