"""Reads what runner.py printed: how each test function ended, and what it said."""

import re
from pathlib import Path

MARK = "\x1e"
PLACE = re.compile(r'^  File "([^"]+)", line (\d+)', re.MULTILINE)


def parse(output: str, names: list[str]) -> dict[str, str | None]:
    """For each name: None when it passed, else what was printed up to where it failed.

    A function that never came to its end failed with all the output: the runtime broke off.
    """
    results: dict[str, str | None] = {}
    said: list[str] = []
    for line in output.split("\n"):
        if not line.startswith(MARK):
            said.append(line)
            continue
        verb, _, name = line[1:].strip().partition(" ")
        if verb == "begin":
            said = []
        elif verb == "pass":
            results[name] = None
        elif verb == "fail":
            results[name] = with_source("\n".join(said))
    rest = with_source("the runtime broke off:\n" + output.replace(MARK, "-- "))
    return {name: results.get(name, rest) if name in results else rest for name in names}


def with_source(text: str) -> str:
    """MicroPython's traceback with the lines of source that CPython would show."""
    if "    ^" in text:
        return text

    def add(match: re.Match[str]) -> str:
        path = Path(match[1])
        line = text[match.end() :].split("\n", 2)[1:2]
        if not path.is_file() or line and line[0].startswith("    "):
            return match[0]
        lines = path.read_text(encoding="utf-8").split("\n")
        number = int(match[2])
        shown = lines[number - 1].strip() if number <= len(lines) else ""
        return f"{match[0]}: {shown}"

    return PLACE.sub(add, text)
