"""The commands that fit a reader, `scripts/fit_reader`."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that `prepare` writes.")]
Device = Annotated[Literal["cpu", "cuda"], typer.Option(help="Where the network runs.")]
Seed = Annotated[int, typer.Option(help="Seed of what is drawn.")]


def prepare(
    folder: Folder,
    *,
    data: Annotated[
        Path, typer.Option(metavar="FOLDER", envvar="PINCITE_DATA", help="The folder of the public data sets.")
    ],
    cache: Annotated[Path | None, typer.Option(metavar="DIR", help="Where indexed corpora are kept.")] = None,
    seed: Seed = 0,
) -> None:
    """Write examples, starting weights and tokenizer; files that are there are kept."""
    from eval.fitting.reader.preparation import prepare as write_all  # noqa: PLC0415 (slow to import)
    from eval.systems import Session  # noqa: PLC0415 (slow to import)
    from qa.settings import Settings  # noqa: PLC0415 (slow to import)

    write_all(data, Session.of(Settings(), None, cache, None, None, 0), folder, seed, typer.echo)


def train(
    folder: Folder,
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="The folder of checkpoints; a run there is continued.")
    ],
    *,
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write weights and card here at the end.")
    ] = None,
    device: Device = "cpu",
    steps: Annotated[int, typer.Option(min=1, help="Steps of the whole schedule.")] = 4000,
    minutes: Annotated[
        float, typer.Option(min=0, help="Stop after so many minutes; the next call continues.")
    ] = 60,
    tokens: Annotated[int, typer.Option(min=256, help="Tokens of a batch.")] = 4096,
    passages: Annotated[int, typer.Option(min=1, help="At most so many passages of a question in a batch.")] = 4,
    longest: Annotated[int, typer.Option(min=64, max=256, help="Tokens of a window.")] = 192,
    frozen: Annotated[int, typer.Option(min=0, max=6, help="Lower layers that stay as they are.")] = 3,
    rate: Annotated[
        float, typer.Option(help="Learning rate of the encoder; that of the heads is ten times it.")
    ] = 5e-5,
    save_every: Annotated[int, typer.Option(min=1, help="Steps between checkpoints.")] = 100,
    weight: Annotated[float, typer.Option(min=0, help="The share of the corrections, for the card.")] = 1.0,
    threads: Annotated[int, typer.Option(min=1, help="Threads of the CPU.")] = 2,
    seed: Seed = 0,
) -> None:
    """Train, then measure on the items for choosing, and write the weights."""
    import torch  # noqa: PLC0415 (slow to import)

    from eval.fitting.reader import fit  # noqa: PLC0415 (slow to import)
    from eval.fitting.reader.network import Schedule  # noqa: PLC0415 (slow to import)

    torch.set_num_threads(threads)
    schedule = Schedule(
        steps=steps,
        minutes=minutes,
        tokens=tokens,
        passages=passages,
        longest=longest,
        frozen=frozen,
        rate=rate,
        head_rate=10 * rate,
        seed=seed,
        every=save_every,
    )
    net = fit.train(folder, run, schedule, device, typer.echo)
    if to is not None:
        measured = fit.measure(folder, net, device, 1)
        typer.echo(json.dumps(measured, indent=1))
        typer.echo(fit.write(folder, net, fit.card_of(folder, schedule, measured, weight), to))


def measure(
    folder: Folder,
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of checkpoints.")],
    *,
    device: Device = "cpu",
    every: Annotated[int, typer.Option(min=1, help="Read one in so many items.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Threads of the CPU.")] = 2,
) -> None:
    """Print the figures of the newest checkpoint over the items for choosing."""
    import torch  # noqa: PLC0415 (slow to import)

    from eval.fitting.reader import fit  # noqa: PLC0415 (slow to import)
    from eval.fitting.reader.network import load_net  # noqa: PLC0415 (slow to import)

    torch.set_num_threads(threads)
    step, net = load_net(folder, run, device)
    typer.echo(json.dumps({"step": step, **fit.measure(folder, net, device, every)}, indent=1))


def build_app() -> typer.Typer:
    """The commands."""
    app = typer.Typer(
        help="Fit the reader.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for command in (prepare, train, measure):
        app.command()(command)
    return app


if __name__ == "__main__":
    build_app()()
