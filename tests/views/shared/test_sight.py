"""A range stays while it is good enough."""

from gdsim.views.shared.sight import may_stay


def test_a_little_better_is_no_reason_to_jump():
    assert may_stay((0, 10), (-1, 12))


def test_much_wider_or_narrower_is():
    assert not may_stay((0, 10), (0, 30))
    assert not may_stay((0, 30), (0, 10))


def test_what_must_be_seen_must_be_seen():
    assert may_stay((0, 10), (-1, 12), [5])
    assert not may_stay((0, 10), (-1, 12), [11])


def test_what_no_range_would_show_does_not_count():
    assert may_stay((0, 10), (-1, 12), [1e9, float("inf")])


def test_a_ball_at_the_very_end_would_be_cut_and_wants_another_range():
    assert not may_stay((0.0, 1.0), (0.0, 2.0), [0.99])
    assert may_stay((0.0, 1.0), (0.0, 2.0), [0.9])
    # Where the best range has no more room for it either, nothing is gained.
    assert may_stay((0.0, 1.0), (0.0, 0.995), [0.99])
