"""The questions that the sections of a document answer, made from its topic and headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from corpus.document import Document
from index.hybrid import HybridIndex
from qa.language import spelled, topic_of_title
from qa.suggestion.question_templates import askable, name_of, question_of
from qa.suggestion.quoted_sections import Section


@dataclass(frozen=True, slots=True)
class ArticleQuestions:
    """The topic of a document, the name of the topic in questions, and the question for each section, in order.

    Sections whose heading fits no question template are left out, and all are if the name fits into no question.
    """

    topic: str
    name: str
    questions: Mapping[Section, str]

    @classmethod
    def of(cls, document: Document, index: HybridIndex) -> Self:
        """The questions for the sections of a document that the index holds."""
        topic = document_topic(document)
        name = spelled(name_of(topic), document.text)
        sections = [path for path in index.sections(document.id) if path] if askable(name) else []
        return cls(topic, name, {path: text for path in sections if (text := question_of(path[-1], name))})


def document_topic(document: Document) -> str:
    """The topic that a document declares, or else the one that its title names."""
    return topic_of_title(document.metadata.topic or document.metadata.title)
