"""A year in a minute: what learning the drift is worth, and that the budget is kept."""

from __future__ import annotations

import pytest

from clock.year import Year, run


@pytest.fixture(scope="module")
def learnt() -> Year:
    return run()


@pytest.fixture(scope="module")
def not_learnt() -> Year:
    return run((0,))


def test_without_learning_it_is_98_seconds_off(not_learnt: Year) -> None:
    """3.1 ppm of 31,536,000 s are 97.8 s."""
    assert 96_500 < not_learnt.shown[-1] < 99_000
    assert 96_500 < not_learnt.raw[-1] < 99_000


def test_with_learning_it_is_less_than_5_seconds_off(learnt: Year) -> None:
    assert abs(learnt.shown[-1]) < 5000
    assert 96_500 < learnt.raw[-1] < 99_000


@pytest.mark.parametrize("kind", ["learnt", "not_learnt"])
def test_it_is_never_further_off_than_it_says(kind: str, request: pytest.FixtureRequest) -> None:
    year = request.getfixturevalue(kind)
    for day, (off, budget) in enumerate(zip(year.shown, year.budget, strict=True)):
        assert abs(off) <= budget, day


def test_learning_makes_the_budget_smaller(learnt: Year, not_learnt: Year) -> None:
    assert learnt.budget[-1] < not_learnt.budget[-1] / 3
