"""Finding entries by name."""

from collections import namedtuple

import pytest

from gdsim.engine.message import GdsimError
from gdsim.engine.registry import by_name, find, nearest

Entry = namedtuple("Entry", "name")
ENTRIES = by_name([Entry("momentum"), Entry("adam"), Entry("adagrad")])


def test_entries_keep_their_order_and_cannot_be_changed():
    assert list(ENTRIES) == ["momentum", "adam", "adagrad"]
    with pytest.raises(TypeError):
        ENTRIES["new"] = Entry("new")


def test_a_known_name_is_found():
    assert find("adam", ENTRIES) is ENTRIES["adam"]


def test_an_unknown_name_is_refused_with_the_nearest_and_all_allowed():
    with pytest.raises(GdsimError, match=r"“momentun” is not known; did you mean “momentum”.*adam, adagrad"):
        find("momentun", ENTRIES)


def test_a_name_like_none_is_refused_with_all_allowed():
    with pytest.raises(GdsimError, match="“xyz” is not known; allowed are: momentum, adam, adagrad"):
        find("xyz", ENTRIES)
    assert nearest("xyz", ENTRIES) is None
