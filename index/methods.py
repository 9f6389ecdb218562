"""The names of methods that settings choose between; a module of its own, so that settings load no index code."""

from typing import Literal

Fusion = Literal["convex", "rrf"]
