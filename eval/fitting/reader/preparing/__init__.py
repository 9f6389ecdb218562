"""Prepares examples for the reader from public sets and PinciteBench's items for tuning."""

from eval.fitting.reader.preparing.benchmark_items import benchmark_examples
from eval.fitting.reader.preparing.contrast import Contrasts
from eval.fitting.reader.preparing.plain_signals import PlainSignals
from eval.fitting.reader.preparing.public_sets import SETS, public_examples

__all__ = ["SETS", "Contrasts", "PlainSignals", "benchmark_examples", "public_examples"]
