from qa.language import Identity, counting, depends_on_previous, load_rules, remembered, without


def test_a_result_is_kept_and_the_oldest_forgotten() -> None:
    called: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        called.append(number)
        return 2 * number

    assert [double(n) for n in (1, 1, 2, 3, 1)] == [2, 2, 4, 6, 2]
    assert called == [1, 2, 3, 1]


def test_rules_that_are_counted_or_switched_off_are_asked_each_time() -> None:
    sentence = "However, these patients should not be given it."
    assert depends_on_previous(sentence)
    for _ in range(2):
        with counting() as counter:
            assert depends_on_previous(sentence)
        assert counter.total() > 0
    with without(load_rules("qa.language", "dependence").ids):
        assert not depends_on_previous(sentence)
    assert depends_on_previous(sentence)


def test_an_identity_equals_only_itself() -> None:
    one, other = [1], [1]
    assert Identity(one) == Identity(one)
    assert hash(Identity(one)) == hash(Identity(one))
    assert Identity(one) != Identity(other)
    assert Identity(one) != one
