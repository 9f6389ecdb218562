"""The body that describes a service: what decides its outcomes."""

from pydantic import Field

from qa.schema.answer import Sha256
from qa.schema.body import Body


class ServiceConfiguration(Body):
    """What decides the outcomes of a service beside its documents. No path, address or secret is part of it."""

    version: str = Field(description="The version of Pincite.")
    code: Sha256 = Field(description="SHA-256 over the installed code and word lists.")
    generation: str = Field(description="The id of the live index generation.")
    embedding_model: str = Field(description="The name of the embedding model, with a digest of its files.")
    analyser: str = Field(description="The analysis of words, with a digest of its rules.")
    fusion: str
    candidate_passages: int
    reranker: str | None = Field(description="The name of the cross-encoder, or null.")
    reranked: int
    relevance: Sha256 = Field(description="SHA-256 of the ranking weights.")
    calibration: str = Field(description="The id of the calibration in use, or `packaged`.")
    threshold: float
    sure: float
    suggestions: bool
    packages: dict[str, str] = Field(description="Versions of Python and of the packages that decide outcomes.")
