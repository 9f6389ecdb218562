"""The commands of `pincite eval`, found through an entry point, since `qa` must not import `eval`."""

from eval.commands.app import COMMANDS, build_app

__all__ = ["COMMANDS", "build_app"]
