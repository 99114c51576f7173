"""What files gave, as one list: valid accounts, each once, and why the others are none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fobcore.account import Account
from fobcore.rules import NAME_MAX
from mfob import query
from mfob.enrol import Enrolment, Fields, enrol
from mfob.errors import HostError
from mfob.importers.model import Entry, Page
from mfob.records import label

_NOT_SELECTED = "It is not selected."
_STEAM = (
    "Steam's own codes have 5 letters and digits; this one was taken for a plain one of 6 digits."
    " If that is wrong, add it by hand with `--type steam`."
)

Key = tuple[bytes, str, str, int, int]


@dataclass(repr=False)
class Source:
    """A file, or what stood for one, and its entries; or why it has none."""

    name: str
    format: str | None = None
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    error: HostError | None = None


@dataclass(repr=False)
class Item:
    """One account on its way: `status` is "" until it is settled as one of STATUSES."""

    source: Source
    fields: Fields
    page: Page | None = None
    enrolment: Enrolment | None = None
    status: str = ""
    reason: str = ""
    assumed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: HostError | None = None
    id: int | None = None
    selected: bool = True

    @property
    def account(self) -> Account:
        """Of an item that is not settled, or was found or put on the fob."""
        if self.enrolment is None:
            raise ValueError("no account")
        return self.enrolment.account

    @property
    def label(self) -> str:
        """`issuer:name`, or what stands for it."""
        if self.enrolment:
            return self.enrolment.label
        issuer, name = _whole(self.fields.issuer), _whole(self.fields.name)
        return label(issuer, name or issuer) if issuer or name else "an account"

    def settle(self, status: str, reason: str = "", error: HostError | None = None) -> None:
        self.status, self.error = status, error
        self.reason = reason or (error.message if error else "")


# In the order in which sums are told.
STATUSES = ("found", "added", "duplicate", "replaced", "skipped", "rejected")


def items(sources: Iterable[Source], select: str | None = None) -> list[Item]:
    """All entries of all sources in their order, those of an export of several pages in the order
    of these. Settled are the rejected, the skipped and the duplicates."""
    found = [_item(source, entry) for source in sources for entry in source.entries]
    _in_page_order(found)
    for item in found:
        if not item.status and select is not None and not query.matches(item.label, select):
            item.selected = False
            item.settle("skipped", _NOT_SELECTED)
    _settle_duplicates(found)
    return found


def pending(found: Iterable[Item]) -> list[Item]:
    """Those that are not settled."""
    return [item for item in found if not item.status]


def missing_pages(sources: Iterable[Source]) -> list[str]:
    """A sentence for each export of which some pages are not there."""
    seen: dict[tuple[str, int], set[int]] = {}
    for source in sources:
        for entry in source.entries:
            if entry.page:
                seen.setdefault((entry.page.export, entry.page.count), set()).add(
                    entry.page.number
                )
    return [
        _missing([n for n in range(1, count + 1) if n not in numbers], count)
        for (_, count), numbers in seen.items()
        if len(numbers) < count
    ]


def same_names(waiting: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Each item whose name an earlier one has already, which holds another key, with that one."""
    first: dict[tuple[str, str], Item] = {}
    for item in waiting:
        before = first.setdefault((item.account.issuer, item.account.name), item)
        if before is not item:
            yield item, before


def numbered(account: Account, number: int) -> Account:
    """The same account under another name: `alice (2)`."""
    suffix = f" ({number})"
    name = account.name[: NAME_MAX - len(suffix)].rstrip() + suffix
    return Account(
        account.issuer, name, account.secret, account.type, account.algorithm, account.digits,
        account.period, account.counter,
    )  # fmt: skip


def _missing(numbers: list[int], count: int) -> str:
    if len(numbers) == 1:
        return f"QR code {numbers[0]} of {count} of the export is missing."
    listed = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return f"The QR codes {listed} of {count} of the export are missing."


def _item(source: Source, entry: Entry) -> Item:
    fields, notes = _fitted(entry.fields)
    item = Item(source, fields, entry.page, assumed=entry.assumed)
    item.warnings = (*entry.warnings, *notes)
    if entry.skip or entry.reject:
        item.settle("skipped" if entry.skip else "rejected", entry.skip or entry.reject)
        return item
    try:
        enrolment = enrol(fields, item.warnings)
    except HostError as error:
        item.settle("rejected", error=error)
        return item
    item.enrolment = enrolment
    item.warnings = enrolment.warnings
    item.assumed = tuple(dict.fromkeys((*entry.assumed, *enrolment.assumed)))
    if enrolment.steam_unsure:
        item.warnings = (*item.warnings, _STEAM)
    return item


def _fitted(fields: Fields) -> tuple[Fields, list[str]]:
    """Names as a fob takes them: other apps have longer ones, with line breaks in them."""
    notes: list[str] = []
    issuer, name = (_short(text, notes) for text in (fields.issuer, fields.name))
    return replace(fields, issuer=issuer, name=name), notes


def _short(text: str | None, notes: list[str]) -> str | None:
    if text is None:
        return None
    short = " ".join(_whole(text).split())
    short = "".join(char for char in short if unicodedata.category(char) != "Cc")
    if len(short) > NAME_MAX:
        short = short[: NAME_MAX - 1].rstrip() + "…"
        notes.append(f"A name of {len(text)} characters was shortened to {NAME_MAX}.")
    return short


def _whole(text: str | None) -> str:
    """In form NFC, without halves of characters and bytes that were no text."""
    clean = (text or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", clean)


def _in_page_order(found: list[Item]) -> None:
    """Sorts, in the places that they take together, the items of each export."""
    places: dict[str, list[int]] = {}
    for place, item in enumerate(found):
        if item.page:
            places.setdefault(item.page.export, []).append(place)
    for taken in places.values():
        ordered = sorted((found[place] for place in taken), key=_number)
        for place, item in zip(taken, ordered, strict=True):
            found[place] = item


def _number(item: Item) -> int:
    return item.page.number if item.page else 0


def _settle_duplicates(found: Iterable[Item]) -> None:
    """The first of those with the same key and parameters counts; of counters the furthest."""
    first: dict[Key, Item] = {}
    for item in pending(found):
        account = item.account
        key = (
            account.secret, account.type, account.algorithm, account.digits, account.period
        )  # fmt: skip
        before = first.setdefault(key, item)
        if before is not item:
            before.account.counter = max(before.account.counter, account.counter)
            item.settle("duplicate", f"The same key as {before.label}.")
