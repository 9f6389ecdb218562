"""Reads the answers of other systems, and records them like those of this one."""

from eval.interop.answers.citations import CitedSentence, cited_sentences
from eval.interop.answers.files import SystemAnswer, read_answers
from eval.interop.answers.recording import Recorder, citation_figures, citation_notes

__all__ = [
    "CitedSentence",
    "Recorder",
    "SystemAnswer",
    "citation_figures",
    "citation_notes",
    "cited_sentences",
    "read_answers",
]
