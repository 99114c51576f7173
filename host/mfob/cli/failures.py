"""Failures as one line on stderr, an exit code and, with --json, an object on stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from mfob.errors import FAILED, INTERRUPTED, USAGE, HostError, hide


@contextmanager
def as_exit_codes(as_json: bool) -> Iterator[None]:
    """Ends the program with the exit code of what fails inside; a trace for the unexpected."""
    try:
        yield
    except HostError as error:
        click.echo(f"Error: {error.message}", err=True)
        _end(error.exit_code, as_json, error.code, error.message)
    except click.UsageError as error:
        message = hide(error.format_message())
        if message != error.format_message():
            error = click.UsageError(message, error.ctx)
        error.show()
        _end(USAGE, as_json, "usage", message)
    except click.ClickException as error:
        message = hide(error.format_message())
        click.echo(f"Error: {message}", err=True)
        _end(FAILED, as_json, "failed", message)
    except click.Abort as error:
        if isinstance(error.__cause__, EOFError):
            message = "Nothing was entered."
            click.echo(f"Error: {message}", err=True)
            _end(FAILED, as_json, "no_input", message)
        _end(INTERRUPTED, as_json, "interrupted", "Interrupted.")
    except KeyboardInterrupt:
        _end(INTERRUPTED, as_json, "interrupted", "Interrupted.")
    except BrokenPipeError:  # whoever read our output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _end(exit_code: int, as_json: bool, code: str, message: str) -> None:
    if as_json:
        import json

        error = {"code": code, "message": message}
        click.echo(json.dumps({"schema": 1, "error": error}))
    sys.exit(exit_code)
