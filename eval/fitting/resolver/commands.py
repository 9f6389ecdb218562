"""The commands that fit a resolver, `scripts/fit_resolver`."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that `prepare` writes.")]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of checkpoints; a run there is continued.")]
Device = Annotated[Literal["cpu", "cuda"], typer.Option(help="Where the network runs.")]
Seed = Annotated[int, typer.Option(help="Seed of what is drawn.")]
Threads = Annotated[int, typer.Option(min=1, help="Threads of the CPU.")]


def prepare(
    folder: Folder,
    *,
    data: Annotated[
        Path, typer.Option(metavar="FOLDER", envvar="PINCITE_DATA", help="The folder of the public data sets.")
    ],
    sessions: Annotated[
        Path, typer.Option(metavar="FILE", help="Hand-written sessions; the even half is for fitting.")
    ] = Path("tests/data/followups.yaml"),
    threads: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Threads over documents: tune.jsonl and report.jsonl.")
    ] = Path("eval/benchmark/threads"),
    seed: Seed = 0,
) -> None:
    """Write examples, starting weights and tokenizer."""
    from eval.fitting.resolver import preparation  # noqa: PLC0415 (slow to import)

    preparation.prepare(data, preparation.Own(sessions, threads), folder, seed, typer.echo)


def train(
    folder: Folder,
    run: Run,
    *,
    device: Device = "cpu",
    steps: Annotated[int, typer.Option(min=1, help="Steps of the whole schedule.")] = 4000,
    minutes: Annotated[
        float, typer.Option(min=0, help="Stop after so many minutes; the next call continues.")
    ] = 60,
    tokens: Annotated[int, typer.Option(min=256, help="Tokens of a batch.")] = 4096,
    longest: Annotated[int, typer.Option(min=64, max=512, help="Tokens of an example.")] = 256,
    frozen: Annotated[int, typer.Option(min=0, max=6, help="Lower layers that stay as they are.")] = 0,
    rate: Annotated[
        float, typer.Option(help="Learning rate of the encoder; that of the heads is ten times it.")
    ] = 5e-5,
    save_every: Annotated[int, typer.Option(min=1, help="Steps between checkpoints.")] = 100,
    threads: Threads = 2,
    seed: Seed = 0,
    after: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Start from the weights of another run.", exists=True)
    ] = None,
) -> None:
    """Train, or continue a run, and print the figures over the examples for choosing."""
    import torch  # noqa: PLC0415 (slow to import)

    from eval.fitting.resolver import fit  # noqa: PLC0415 (slow to import)
    from eval.fitting.resolver.network import Schedule  # noqa: PLC0415 (slow to import)

    torch.set_num_threads(threads)
    schedule = Schedule(
        steps, minutes, tokens, longest, frozen, rate=rate, head_rate=10 * rate, every=save_every, seed=seed
    )
    net = fit.train(folder, run, schedule, device, typer.echo, after=after)
    typer.echo(json.dumps(fit.measure(folder, net, device, 1), indent=1))


def measure(
    folder: Folder,
    run: Run,
    *,
    device: Device = "cpu",
    part: Annotated[Literal["choosing", "measuring"], typer.Option(help="Which examples to read.")] = "choosing",
    every: Annotated[int, typer.Option(min=1, help="Read one in so many examples.")] = 1,
    threads: Threads = 2,
) -> None:
    """Print the figures of the newest checkpoint."""
    import torch  # noqa: PLC0415 (slow to import)

    from eval.fitting.resolver import fit  # noqa: PLC0415 (slow to import)
    from eval.fitting.resolver.network import load_net  # noqa: PLC0415 (slow to import)

    torch.set_num_threads(threads)
    step, net = load_net(folder, run, device)
    typer.echo(json.dumps({"step": step, **fit.measure(folder, net, device, every, part)}, indent=1))


def export(
    folder: Folder,
    run: Run,
    to: Annotated[Path, typer.Argument(metavar="TARGET", help="The folder for the weights and their card.")],
    *,
    threads: Threads = 1,
) -> None:
    """Write the newest checkpoint in eight bits, with its card."""
    import torch  # noqa: PLC0415 (slow to import)

    from eval.fitting.resolver.exporting import write  # noqa: PLC0415 (slow to import)
    from eval.fitting.resolver.network import load_net, read_schedule  # noqa: PLC0415 (slow to import)

    torch.set_num_threads(threads)
    _, net = load_net(folder, run, "cpu")
    typer.echo(write(folder, net, read_schedule(run), to).text())


def build_app() -> typer.Typer:
    """The commands."""
    app = typer.Typer(
        help="Fit the resolver of follow-ups.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for command in (prepare, train, measure, export):
        app.command()(command)
    return app


if __name__ == "__main__":
    build_app()()
