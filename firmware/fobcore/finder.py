"""Finding an account among many: first letters to choose from, then the accounts that have it,
favourites before all. At most five presses from a code to any other, however many there are: a
button that is held runs on by itself.
"""

from fobcore.dialog import Rows
from fobcore.errors import FobError
from fobcore.index import FAVOURITE
from fobcore.initials import letter_of
from fobcore.strip import first_piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Flow, Listed, Part, RowText, Show
    from fobcore.vault import Vault

_FEW = 12  # accounts that are listed without asking for a letter


class Letters(Rows):
    """First letters, with how many accounts each has."""

    name = "letters"
    of_list = True

    def leave(self) -> bool:
        self.left = True
        return True


class Accounts(Letters):
    """Accounts by name."""

    name = "list"


def find(vault: "Vault", shown: int, show: "Show") -> "Flow":
    """Lets the owner choose an account and show(position)s it; `shown`: where the fob is now."""
    while True:
        places: "list[int] | range" = range(len(vault))
        letter = 0
        if len(vault) > _FEW:
            groups = _groups(vault)
            row = _row_of(vault, groups)
            letters = Letters(len(groups), row, _group_of(vault, groups, shown))
            yield letters
            if letters.left:
                return
            letter = letters.chosen
            places = _places(vault, groups[letter][0])
        names = Accounts(len(places), _names_of(vault, places), max(0, _index(places, shown)))
        yield names
        if not names.left:
            show(places[names.chosen])
            return
        if len(vault) <= _FEW:
            return


def name_at(vault: "Vault", position: int) -> "Listed":
    """Issuer and name in one line; parts beside each other where one is a strip."""
    try:
        account = vault.account_at(position)
    except FobError:
        return "?"
    account.secret = b""
    star = "* " if account.favourite else ""
    if account.issuer_strip or account.name_strip:
        parts: "list[Part]" = [star] if star else []
        parts.extend(account.labels())
        return parts
    return star + (account.issuer + " " + account.name if account.issuer else account.name)


def _groups(vault: "Vault") -> "list[tuple[int, int, int]]":
    """(mark, how many, the first one's position) of each group: favourites, then by letter."""
    counts: "dict[int, int]" = {}
    firsts: "dict[int, int]" = {}
    for position, mark in enumerate(vault.marks):
        if mark & FAVOURITE:
            mark = FAVOURITE
        if mark not in counts:
            counts[mark] = 0
            firsts[mark] = position
        counts[mark] += 1
    groups = [(mark, counts[mark], firsts[mark]) for mark in sorted(counts) if mark != FAVOURITE]
    if FAVOURITE in counts:
        groups[0:0] = [(FAVOURITE, counts[FAVOURITE], firsts[FAVOURITE])]
    return groups


def _names_of(vault: "Vault", places: "list[int] | range") -> "RowText":
    return lambda number: name_at(vault, places[number])


def _row_of(vault: "Vault", groups: "list[tuple[int, int, int]]") -> "RowText":
    def row(number: int) -> "Listed":
        mark, count, first = groups[number]
        if mark == FAVOURITE:
            letter = "* Favourites"
        elif mark <= 1:
            letter = "0-9" if mark else "#"
        else:
            letter = letter_of(mark)
            if not letter:
                name = name_at(vault, first)
                if not isinstance(name, str):
                    return [_first_of(name), "%d" % count]
                letter = name[:1]
        return "%s  %d" % (letter, count)

    return row


def _group_of(vault: "Vault", groups: "list[tuple[int, int, int]]", shown: int) -> int:
    """The group that an account is in."""
    mark = vault.marks[shown] if shown < len(vault) else 0
    if mark & FAVOURITE:
        mark = FAVOURITE
    for number, group in enumerate(groups):
        if group[0] == mark:
            return number
    return 0


def _places(vault: "Vault", wanted: int) -> "list[int]":
    """The positions of a group."""
    if wanted == FAVOURITE:
        return list(range(vault.favourites))
    return [position for position, mark in enumerate(vault.marks) if mark == wanted]


def _index(places: "list[int] | range", position: int) -> int:
    for number, place in enumerate(places):
        if place == position:
            return number
    return -1


def _first_of(row: "list[Part]") -> "Part":
    """The first character of a name in parts."""
    part = row[0]
    if isinstance(part, str):
        return part[:1]
    return first_piece(part) if isinstance(part, bytes) else part
