"""The base of all bodies."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """Base of all bodies: immutable, and without undeclared fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
