"""The type of a group of commands: each with the examples that its help shows."""

from collections.abc import Callable, Mapping

Commands = Mapping[Callable[..., None], tuple[str, ...]]
