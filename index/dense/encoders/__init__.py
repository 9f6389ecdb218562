"""Runs a model: texts to their vectors and those of their words, with ONNX Runtime or with PyTorch."""

from index.dense.encoders.encoder import Forwarded, Prompt, TextEncoder
from index.dense.encoders.onnx_encoder import open_onnx
from index.dense.encoders.token_words import Words, spans_of
from index.dense.encoders.torch_encoder import open_torch

__all__ = ["Forwarded", "Prompt", "TextEncoder", "Words", "open_onnx", "open_torch", "spans_of"]
