"""Explains technical terms in quotes with definitions quoted from the corpus."""

from qa.glossary.glossary import Glossary

__all__ = ["Glossary"]
