"""The packed index against a simple list, side by side in random steps."""

from fakes import Random
from fobcore.index import Index


class Model:
    """What Index should hold: rows [id, offset, digest] in order, counters by id."""

    def __init__(self) -> None:
        self.rows = []
        self.counters = {}
        self.highest = 0

    def at(self, id: int) -> int:
        return [row[0] for row in self.rows].index(id)

    def has(self, id: int) -> bool:
        return id in [row[0] for row in self.rows]


def same(index, model) -> None:
    assert len(index) == len(model.rows)
    assert list(index.ids) == [row[0] for row in model.rows]
    assert list(index.offsets) == [row[1] for row in model.rows]
    assert list(index.digests) == [row[2] for row in model.rows]
    for id in range(model.highest + 3):
        assert index.where(id) == (model.at(id) if model.has(id) else -1), id
        assert index.counter(id) == model.counters.get(id, 0), id
    assert index.free_id() == model.highest + 1


def test_random_steps() -> None:
    random = Random(7)

    def below(n: int) -> int:
        draw = random(2)
        return (draw[0] << 8 | draw[1]) % n

    index, model = Index(), Model()
    seen = set()
    for step in range(600):
        what = below(10)
        id = 1 + below(model.highest + 1)
        if what < 4 and len(model.rows) < 30:
            id = index.free_id()
            offset = (1 << 32) - 1 - step
            index.put(id, offset, step)
            model.rows.append([id, offset, step])
            model.highest = id
            what = "add"
        elif what == 4 and model.has(id):
            index.put(id, step, 0xFFFF - step)
            model.rows[model.at(id)][1:] = [step, 0xFFFF - step]
            what = "put"
        elif what in (5, 6):
            index.drop(id)
            model.rows = [row for row in model.rows if row[0] != id]
            model.counters.pop(id, None)
            what = "drop"
        elif what == 7:
            to = below(40)
            index.move(id, to)
            if model.has(id):
                row = model.rows.pop(model.at(id))
                model.rows.insert(to, row)
            what = "move"
        elif model.has(id):
            counter = None if what == 8 else (1 << 64) - 1 - step
            index.count(id, counter)
            if counter is None:
                model.counters.pop(id, None)
            else:
                model.counters[id] = counter
            what = "count"
        seen.add(what)
        if step % 5 == 0:
            same(index, model)
    same(index, model)
    assert {"add", "put", "drop", "move", "count"} <= seen


def test_counters_to_the_largest() -> None:
    index = Index()
    for id, counter in ((1, 0), (2, (1 << 64) - 1), (3, 1 << 63), (4, (1 << 32) + 1)):
        index.put(id, id, id)
        index.count(id, counter)
        assert index.counter(id) == counter
    index.count(2, None)
    assert [index.counter(id) for id in range(1, 5)] == [0, 0, 1 << 63, (1 << 32) + 1]


def test_ids_come_again_only_when_all_have_been() -> None:
    index = Index()
    for id in (1, 2, 3, 0xFFFF):
        index.put(id, 0, 0)
    index.drop(2)
    assert index.free_id() == 2  # the first that nobody has
    index.put(2, 5, 5)
    assert list(index.ids) == [1, 3, 0xFFFF, 2] and index.where(2) == 3
    assert index.free_id() == 4
    assert index.free_id([4]) == 5 and index.free_id([4, 5]) == 6


def test_ids_that_another_index_gave_are_passed_over() -> None:
    index = Index()
    index.put(3, 0, 0)
    index.skip(9)
    assert index.free_id() == 10 and index.highest == 9
    index.skip(4)
    assert index.free_id() == 10
    index.put(10, 0, 0)
    assert index.free_id() == 11 and index.where(7) == -1
