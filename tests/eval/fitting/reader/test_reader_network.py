"""The network and its training: it starts at the order without it, and learns what that order lacks."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import torch

from eval.fitting.reader.examples import Example, LabelledSentences, Mark
from eval.fitting.reader.network import Batch, Question, ReaderNet, Schedule, Training, tokenised
from eval.fitting.reader.network.batches import batches
from eval.fitting.reader.network.losses import Shares, loss_of
from qa.reading import Layout
from readers import random_net, tiny_tokenizer
from repository import ROOT

LAYOUT = Layout(tiny_tokenizer())
LISTWISE, BINARY, RELEVANCE, SPAN = (Shares(*(float(n == m) for m in range(4))) for n in range(4))


def example(answer: int = 0, *, listed: bool = True, question: str = "what cures zorbitis ?") -> Example:
    """A question with two passages; the sentence `answer` of the first answers, or none if it is negative."""
    sentences = ("zorbine cures zorbitis in adults .", "a toe hurts .", "children hurts .")
    right = LabelledSentences(
        "zorbitis",
        sentences,
        tuple(number == answer for number in range(3)),
        (0.0, 1.0, 2.0),
        (Mark(answer, 0, len(sentences[answer].split()[0])),) if answer >= 0 else (),
    )
    other = LabelledSentences("toe", ("a toe .",), (False,), (0.5,))
    return Example(f"e{answer}", question, "invented", "toe", "direct", (right, other), listed)


def loss(net: ReaderNet, questions: list[Question], shares: Shares) -> float:
    batch = Batch.of(questions)
    return float(loss_of(net, net(batch.inputs), batch, shares).detach())


def untrained() -> ReaderNet:
    return ReaderNet(0.0, tiny_tokenizer().get_vocab_size()).eval()


def test_an_untrained_network_corrects_nothing() -> None:
    outputs = untrained()(Batch.of([tokenised(example(), LAYOUT)]).inputs)
    assert not outputs.sentences.any()
    assert not outputs.relevance.any()


def test_padding_changes_nothing() -> None:
    short, long = tokenised(example(), LAYOUT), tokenised(example(question="what " * 40), LAYOUT)
    net = random_net()
    alone, beside = (net(Batch.of(some).inputs).sentences[:2] for some in ([short], [short, long]))
    torch.testing.assert_close(alone, beside, atol=1e-4, rtol=1e-4)


def test_the_listwise_loss_is_over_all_sentences_of_a_question() -> None:
    scores = torch.tensor([0.0, 1.0, 2.0, 0.5])
    for answer in range(3):
        expected = -float(torch.log_softmax(scores, 0)[answer])
        questions = [tokenised(example(answer), LAYOUT), tokenised(example(-1), LAYOUT)]
        assert loss(untrained(), questions, LISTWISE) == pytest.approx(expected, abs=1e-5)


def test_questions_that_are_not_listed_or_not_answered_have_no_listwise_loss() -> None:
    questions = [tokenised(example(listed=False), LAYOUT), tokenised(example(-1), LAYOUT)]
    assert loss(untrained(), questions, LISTWISE) == 0


def test_the_binary_losses_are_smaller_where_the_log_odds_are_right() -> None:
    right, wrong = tokenised(example(2), LAYOUT), tokenised(example(0), LAYOUT)
    for shares in (BINARY, RELEVANCE):
        assert loss(untrained(), [right], shares) <= loss(untrained(), [wrong], shares)
    assert loss(untrained(), [tokenised(example(-1), LAYOUT)], RELEVANCE) > loss(untrained(), [right], RELEVANCE)


def test_spans_are_tokens_of_the_mark() -> None:
    piece = tokenised(example(), LAYOUT).pieces[0]
    first, last = piece.edges
    assert first == last == piece.window.markers[0] + 1
    assert tokenised(example(-1), LAYOUT).pieces[0].edges == (-1, -1)
    assert loss(untrained(), [tokenised(example(-1), LAYOUT)], SPAN) == 0


def test_batches_have_every_question_once_within_the_limits() -> None:
    questions = [tokenised(example(n % 3), LAYOUT) for n in range(50)]
    made = list(batches(questions, 300, 1, Random(0)))
    assert sum(map(len, made)) == 50
    assert all(len(question.pieces) == 1 for some in made for question in some)
    assert all(len(some) == 1 or len(some) * max(q.longest for q in some) <= 300 for some in made)


def test_a_piece_that_does_not_answer_is_kept_beside_one_that_does() -> None:
    pieces = tokenised(example(), LAYOUT).pieces
    question = Question(True, (*pieces[:1], *pieces[1:] * 5))
    kept = question.fewer(2, Random(1)).pieces
    assert [any(piece.answers) for piece in kept] == [True, False]


def start(folder: Path) -> ReaderNet:
    net = random_net()
    folder.mkdir(exist_ok=True)
    return net


def schedule(steps: int) -> Schedule:
    return Schedule(steps=steps, minutes=5, tokens=400, frozen=5, rate=1e-3, head_rate=1e-2, warmup=1, every=5)


def test_training_learns_what_the_order_lacks(tmp_path: Path) -> None:
    questions = [tokenised(example(0), LAYOUT)] * 4
    net = untrained()
    before = loss(net, questions, LISTWISE)
    said: list[str] = []
    Training(net, tmp_path, schedule(20), "cpu").run(questions, said.append)
    assert loss(net.eval(), questions, LISTWISE) < before / 3
    assert said[-1].startswith("step 20,")


def test_a_run_is_continued_from_its_checkpoint(tmp_path: Path) -> None:
    questions = [tokenised(example(0), LAYOUT)] * 4
    first = Training(untrained(), tmp_path, schedule(6), "cpu")
    assert not first.resume()
    first.run(questions, lambda _: None)
    second = Training(random_net(), tmp_path, schedule(9), "cpu")
    assert second.resume()
    assert second.step == 6
    torch.testing.assert_close(dict(first.net.state_dict()), dict(second.net.state_dict()))
    second.run(questions, lambda _: None)
    assert second.step == 9


def test_frozen_layers_and_word_vectors_stay(tmp_path: Path) -> None:
    net = untrained()
    net.encoder.words.weight.requires_grad_(False)
    before = {name: values.clone() for name, values in net.encoder.state_dict().items()}
    Training(net, tmp_path, schedule(3), "cpu").run([tokenised(example(0), LAYOUT)], lambda _: None)
    changed = {name for name, values in net.encoder.state_dict().items() if not torch.equal(values, before[name])}
    assert changed
    assert all(name.startswith("layers.5.") for name in changed)


def test_training_needs_neither_an_index_nor_the_packages_of_the_service() -> None:
    missing = ("pydantic", "faiss", "bm25s", "fastapi", "scipy", "sklearn", "sentence_transformers", "lxml")
    code = f"import sys; sys.modules |= dict.fromkeys({missing}); import eval.fitting.reader.fit"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
