"""Reads the answers of other systems, records them like those of this one, and judges them by the same rules."""

from eval.interop.answers.citations import CitedSentence, cited_sentences
from eval.interop.answers.files import SystemAnswer, read_answers
from eval.interop.answers.judging import judge_answers
from eval.interop.answers.recording import Recorder

__all__ = ["CitedSentence", "Recorder", "SystemAnswer", "cited_sentences", "judge_answers", "read_answers"]
