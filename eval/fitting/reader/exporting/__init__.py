"""Writes a trained reader as an ONNX model in eight bits, with its card."""

from eval.fitting.reader.exporting.export import Parity, export, parity

__all__ = ["Parity", "export", "parity"]
