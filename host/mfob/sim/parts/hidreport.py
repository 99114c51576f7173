"""Report descriptors of HID devices, read as a computer's HID driver does (HID 1.11, 6.2.2)."""

from dataclasses import dataclass, field

from mfob.sim.errors import ModelError

_INPUT, _OUTPUT, _FEATURE, _COLLECTION, _END = 8, 9, 11, 10, 12  # main items
_PAGE, _MINIMUM, _MAXIMUM, _SIZE, _ID, _COUNT = 0, 1, 2, 7, 8, 9  # global ones
_USAGE, _FIRST, _LAST = 0, 1, 2  # local ones
_CONSTANT = 1
_VARIABLE = 2
KEYS = 7  # page of usages: keyboard


@dataclass
class Field:
    """So many fields of so many bits, one after the other. variable: each is the state of one
    usage; else each names a usage that is on."""

    at: int
    size: int
    count: int
    variable: bool
    page: int
    first: int
    minimum: int
    maximum: int


@dataclass
class Reports:
    """The fields of the input and of the output report, which have no numbers, and their bits."""

    inputs: list[Field] = field(default_factory=list)
    outputs: list[Field] = field(default_factory=list)
    input_bits: int = 0
    output_bits: int = 0

    def pressed(self, report: bytes) -> set[int]:
        """Usages of the page KEYS that are on. ModelError: not such a report."""
        if 8 * len(report) != self.input_bits:
            raise ModelError(f"a report has {len(report)} bytes, not {self.input_bits // 8}")
        bits = int.from_bytes(report, "little")
        on = set()
        for one in self.inputs:
            for number in range(one.count):
                value = bits >> (one.at + number * one.size) & ((1 << one.size) - 1)
                if not one.minimum <= value <= one.maximum:
                    raise ModelError(f"a report has {value:#x}, out of its range")
                usage = one.first + (number if one.variable else value - one.minimum)
                if value and one.page == KEYS:
                    on.add(usage)
        return on


def parse(data: bytes) -> Reports:
    """The reports that a descriptor describes. ModelError where it is not right."""
    reports = Reports()
    state: dict[int, int] = {}
    local: dict[int, int] = {}
    depth = at = 0
    usage = None
    while at < len(data):
        size = (0, 1, 2, 4)[data[at] & 3]
        kind, tag = data[at] >> 2 & 3, data[at] >> 4
        value = int.from_bytes(data[at + 1 : at + 1 + size], "little")
        at += 1 + size
        if at > len(data):
            raise ModelError("the report descriptor ends in the middle of an item")
        if kind == 1:
            if tag == _ID:
                raise ModelError("a boot keyboard's reports have no numbers")
            state[tag] = value
        elif kind == 2:
            local[tag] = value
        elif kind == 0:
            if tag == _COLLECTION:
                if depth == 0:
                    usage = (state.get(_PAGE), local.get(_USAGE))
                depth += 1
            elif tag == _END:
                depth -= 1
            elif tag in (_INPUT, _OUTPUT):
                if depth < 1:
                    raise ModelError("a field outside of a collection")
                _add(reports, tag == _INPUT, value, state, local)
            elif tag != _FEATURE:
                raise ModelError(f"there is no main item {tag}")
            local = {}
        else:
            raise ModelError("a reserved kind of item")
    if depth:
        raise ModelError("a collection of the report descriptor is not closed")
    if usage != (1, 6):
        raise ModelError(f"the collection is no keyboard: {usage}")
    if reports.input_bits % 8 or reports.output_bits % 8:
        raise ModelError("a report that is no whole bytes")
    return reports


def _add(
    reports: Reports, inward: bool, flags: int, state: dict[int, int], local: dict[int, int]
) -> None:
    missing = {_SIZE, _COUNT} - state.keys()
    if missing:
        raise ModelError("a field without size or count")
    size, count = state[_SIZE], state[_COUNT]
    at = reports.input_bits if inward else reports.output_bits
    if not flags & _CONSTANT:
        if not {_PAGE, _MINIMUM, _MAXIMUM} <= state.keys() or not {_FIRST, _LAST} <= local.keys():
            raise ModelError("a field without page, range or usages")
        variable = bool(flags & _VARIABLE)
        usages = local[_LAST] - local[_FIRST] + 1
        wanted = count if variable else state[_MAXIMUM] - state[_MINIMUM] + 1
        if usages != wanted or state[_MAXIMUM] >= 1 << size:
            raise ModelError(f"{usages} usages for {wanted} values of {size} bits")
        one = Field(
            at, size, count, variable, state[_PAGE], local[_FIRST], state[_MINIMUM],
            state[_MAXIMUM],
        )  # fmt: skip
        (reports.inputs if inward else reports.outputs).append(one)
    if inward:
        reports.input_bits += size * count
    else:
        reports.output_bits += size * count
