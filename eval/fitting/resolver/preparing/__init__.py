"""Makes examples of the sets that the resolver is fitted on."""

from eval.fitting.resolver.preparing.mixed_threads import off_topic, switched
from eval.fitting.resolver.preparing.public_sets import conversation_examples
from eval.fitting.resolver.preparing.written_sessions import session_examples
from eval.fitting.resolver.preparing.written_threads import named_documents, thread_examples

__all__ = [
    "conversation_examples",
    "named_documents",
    "off_topic",
    "session_examples",
    "switched",
    "thread_examples",
]
