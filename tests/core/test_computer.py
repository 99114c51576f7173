"""What answers a computer is loaded when its first line comes, a module a step."""

import sys

from fobcore.computer import Computer


class Link:
    """Takes lines; two steps of work for each."""

    def __init__(self):
        self.came = []
        self.steps = 0
        self.forgot = 0

    @property
    def working(self):
        return self.steps < 2

    def receive(self, line, ticks):
        self.came.append((line, ticks))

    def step(self, ticks):
        self.steps += 1

    def forget(self):
        self.forgot += 1


def test_nothing_is_loaded_before_a_line():
    made = []
    computer = Computer(lambda: made.append(Link()) or made[-1])
    for ticks in range(20):
        computer.step(ticks)
    computer.forget()
    assert not made and not computer.working


def test_the_line_that_began_it_is_answered():
    made = []
    computer = Computer(lambda: made.append(Link()) or made[-1])
    computer.receive(b"first", 0)
    assert computer.working
    steps = 0
    while not made:
        steps += 1
        computer.step(steps)
    assert steps > 4  # a module at a time: buttons are looked at in between
    assert made[0].came == [(b"first", steps)]
    assert "fobcore.commands" in sys.modules
    computer.receive(b"second", 99)
    computer.step(100)
    computer.forget()
    assert made[0].came[1:] == [(b"second", 99)]
    assert (made[0].steps, made[0].forgot, len(made)) == (1, 1, 1)


def test_what_comes_while_it_loads_is_the_same_line_again():
    made = []
    computer = Computer(lambda: made.append(Link()) or made[-1])
    computer.receive(b"first", 0)
    computer.step(1)
    computer.receive(b"again", 2)  # a computer sends it again after a while
    for ticks in range(3, 20):
        computer.step(ticks)
    assert made[0].came == [(b"again", made[0].came[0][1])]
