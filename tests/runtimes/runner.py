"""Runs the test functions of one file in the runtime that starts it, and prints how it went.

    runner.py MODULE NAME...

Runs on CPython and MicroPython alike. Every line that starts with MARK is a report: `begin NAME`,
then `pass NAME` or `fail NAME`; a failure's traceback is printed between its begin and its fail.
`load` comes before the file is imported, `loaded` behind it, `end` last.
"""

import gc
import sys

MARK = "\x1e"


def report(*words: str) -> None:
    """One line for the plugin."""
    print(MARK + " ".join(words))


def show(error: BaseException) -> None:
    """The traceback, on stdout."""
    if hasattr(sys, "print_exception"):
        sys.print_exception(error, sys.stdout)
    else:
        import traceback

        traceback.print_exception(error, file=sys.stdout)


def main(module_name: str, names: list) -> None:
    """Import the file, then call each function; the first failure does not stop the others."""
    report("load")
    if sys.implementation.name == "micropython":
        gc.threshold(1 << 14)  # as the firmware's main.py: what is loaded lies together
    try:
        module = __import__(module_name)
    except BaseException as error:
        show(error)
        return
    report("loaded")
    for name in names:
        report("begin", name)
        try:
            getattr(module, name)()
        except BaseException as error:
            show(error)
            report("fail", name)
        else:
            report("pass", name)
    report("end")


main(sys.argv[1], sys.argv[2:])
