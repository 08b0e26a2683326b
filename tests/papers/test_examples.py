"""The examples in the docstrings of printing and checking hold."""

from __future__ import annotations

import doctest

import pytest

from namro.papers.checking import points
from namro.papers.rendering import prepared


@pytest.mark.parametrize("module", [prepared, points])
def test_examples(module):
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 0
