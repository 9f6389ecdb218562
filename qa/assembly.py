"""Assembles the engine from its settings: the only module that knows all of its parts."""

from pathlib import Path

from corpus.store import Store
from index.analysis import Analyser
from index.dense import Embedder, HashEmbedder, SentenceTransformerEmbedder
from index.live import LiveIndex
from qa.answerability import Calibrations
from qa.audience import Notices, load_disclaimers
from qa.conversation import Conversations, Seal
from qa.engine import Engine
from qa.home import Home
from qa.ranking import CrossEncoderReranker
from qa.reading import OnnxReader
from qa.search import Tuning
from qa.settings import READER_OFF, Settings

HASH_MODEL = "hash"


def open_embedder(settings: Settings, analyser: Analyser) -> Embedder:
    """The embedder that the settings name; its model is loaded at the first use."""
    if settings.model == HASH_MODEL:
        return HashEmbedder(analyser)
    return SentenceTransformerEmbedder(settings.model)


def open_engine(settings: Settings) -> Engine:
    """The engine over the data folder that the settings name; creates the folder if it is missing.

    Raises ReaderError if a reader is named whose weights are missing or altered.
    """
    home = Home(settings.home)
    analyser = Analyser()
    tuning = Tuning(
        candidate_passages=settings.candidate_passages,
        reader=None if settings.reader == READER_OFF else OnnxReader.open(Path(settings.reader)),
        reranker=CrossEncoderReranker(settings.reranker) if settings.reranker else None,
        reranked=settings.reranked,
    )
    conversations = Conversations(
        home.conversations,
        hours=settings.conversation_hours,
        max_turns=settings.max_turns,
        max_bytes=settings.max_conversation_bytes,
        seal=Seal([key.get_secret_value() for key in settings.conversation_keys]),
    )
    conversations.use_keys()
    return Engine(
        Store(home.store),
        LiveIndex(home.path, open_embedder(settings, analyser), analyser, fusion=settings.fusion),
        conversations,
        load_disclaimers(),
        tuning=tuning,
        calibrations=Calibrations(home.calibrations, tuning.relevance.digest),
        suggest=settings.suggestions,
        notices=Notices.load(settings.locale, settings.notices),
    )
