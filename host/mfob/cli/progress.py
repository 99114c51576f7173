"""What a person is told while the fob waits for its button, or is away, or has much to take."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from mfob.cli.texts import printable

_BAR = 30  # characters


class Progress:
    """Says each thing once a request: the fob repeats that it waits every second."""

    def __init__(self) -> None:
        self._title = self._text = ""
        self._told: set[str] = set()

    def expect(self, title: str, text: str = "") -> None:
        """The next request asks for the button; the fob's screen shows a title and a text."""
        self._title, self._text = title, text
        self._told.clear()

    @contextmanager
    def aside(self, title: str) -> Iterator[None]:
        """Another request comes first, which asks for the button with `title`."""
        before = (self._title, self._text)
        self.expect(title)
        yield
        self.expect(*before)

    def event(self, event: str) -> None:
        """What the link tells: "wait", "busy", "lost" or "back"."""
        if event == "lost":
            click.echo("The fob is gone; waiting for it to come back …", err=True)
        elif event == "back":
            self._told.clear()
            click.echo("The fob is back.", err=True)
        elif event == "wait" and "wait" not in self._told:
            self._told.add("wait")
            what = f'"{self._title}"' + (f" {printable(self._text)}" if self._text else "")
            click.echo(f"Look at the fob: it shows {what}. Press ok there within 30 s.", err=True)


class Bar:
    """How many of a known number are done: a line on stderr, where that is a terminal."""

    def __init__(self, count: int, title: str) -> None:
        self._count = count
        self._title = title
        self._done = 0
        self._drawn = False

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if not sys.stderr.isatty():
            return
        filled = self._done * _BAR // self._count
        drawn = "#" * filled + "-" * (_BAR - filled)
        line = f"\r{self._title} [{drawn}] {self._done}/{self._count}"
        click.echo(line, nl=False, err=True)
        self._drawn = True

    def pause(self) -> None:
        """Something else is to be said: on a line below."""
        if self._drawn:
            click.echo(err=True)
        self._drawn = False

    end = pause
