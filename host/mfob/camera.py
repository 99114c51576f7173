"""QR codes before a camera (OpenCV, the extra mfob[camera]), until all of them were seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from PIL import Image

from mfob import qr
from mfob.errors import HostError

PATIENCE = 60.0  # seconds without a new code


class Capture(Protocol):
    """What cv2.VideoCapture offers of itself."""

    def read(self) -> tuple[bool, Any]:
        """Whether there is a picture, and it: height, width and three bytes a pixel."""
        ...

    def release(self) -> None: ...


def opened(number: int = 0) -> Capture:
    """The computer's first camera, or another. Raises HostError "no_camera"."""
    try:
        import cv2  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise HostError(
            "For the camera OpenCV is needed: pip install 'mfob[camera]'. Or photograph the code"
            " and give the picture.",
            "no_camera",
        ) from None
    capture = cv2.VideoCapture(number)
    if not capture.isOpened():
        raise HostError("There is no camera here that a program may use.", "no_camera")
    found: Capture = capture
    return found


def watch(
    capture: Capture,
    schemes: tuple[str, ...],
    enough: Callable[[list[str]], bool],
    now: Callable[[], float] = time.monotonic,
) -> list[str]:
    """The texts of the codes that were held before the camera, each once, until `enough` says so
    of them, or nothing new comes. Raises HostError "no_qr", "no_camera"."""
    texts: list[str] = []
    until = now() + PATIENCE
    try:
        while now() < until and not (texts and enough(texts)):
            there, frame = capture.read()
            if not there:
                raise HostError("The camera gives no picture.", "no_camera")
            seen = qr.decode(_grey(frame))
            new = [text for text in seen if _ours(text, schemes) and text not in texts]
            if new:
                texts += new
                until = now() + PATIENCE
    finally:
        capture.release()
    if not texts:
        raise HostError("No QR code of an account came before the camera.", "no_qr")
    return texts


def _ours(text: str, schemes: tuple[str, ...]) -> bool:
    return text.strip().lower().startswith(schemes)


def _grey(frame: Any) -> Image.Image:
    """Of OpenCV's array, whose blue and red are the other way round: no QR code minds."""
    height, width = frame.shape[:2]
    return Image.frombytes("RGB", (width, height), frame.tobytes()).convert("L")
