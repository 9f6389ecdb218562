"""What a setting chooses between in the index: names only, so that settings load nothing that computes."""

from typing import Literal

Fusion = Literal["convex", "rrf"]
