"""Writes ONNX models: graphs whose weights are arrays, or stand in a file beside the model."""

from index.onnx.onnx_format import FLOAT, INT32, INT64, MICROSOFT, Node, Value, Weight, model

__all__ = ["FLOAT", "INT32", "INT64", "MICROSOFT", "Node", "Value", "Weight", "model"]
