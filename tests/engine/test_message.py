"""Sentences and the numbers in them."""

import pytest

from gdsim.engine.message import Count, GdsimError, Message


def test_a_message_reads_as_its_sentence_with_the_values_put_in():
    assert str(Message("{count} of {total}", count=2, total=3.5)) == "2 of 3.5"


def test_a_message_may_hold_a_message():
    assert str(Message("It is {what}.", what=Message("{n} high", n=1))) == "It is 1 high."


def test_messages_are_equal_by_sentence_and_values():
    assert Message("{n}", n=1) == Message("{n}", n=1)
    assert hash(Message("{n}", n=1)) == hash(Message("{n}", n=1))
    assert Message("{n}", n=1) != Message("{n}", n=2)
    assert Message("a") != "a"


def test_values_cannot_be_changed():
    with pytest.raises(TypeError):
        Message("{n}", n=1).values["n"] = 2


def test_an_error_carries_its_message_and_reads_like_it():
    error = GdsimError(Message("{name} is missing", name="w1"))
    assert error.message.values["name"] == "w1"
    assert str(error) == "w1 is missing"


def test_a_number_of_things_has_the_word_that_fits_it():
    message = Message("{count:record|records} in {columns}", count=1, columns=-3)
    assert str(message) == "1 record in −3"
    assert f"{Count(5):record|records}, {Count(0):record|records}" == "5 records, 0 records"
