"""PinciteBench: judged questions of our own over public documents, and plain systems to compare with."""

from eval.benchmark.baselines import Plain, PlainAsker
from eval.benchmark.collections import Collection, Split, collections

__all__ = ["Collection", "Plain", "PlainAsker", "Split", "collections"]
