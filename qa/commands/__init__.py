"""The commands that a person types: each a function that `qa.cli` registers."""
