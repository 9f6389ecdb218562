"""Makes examples of the sets that the resolver is fitted on."""

from eval.fitting.resolver.preparing.mixed_threads import off_topic, switched
from eval.fitting.resolver.preparing.public_sets import conversation_examples
from eval.fitting.resolver.preparing.written_sessions import session_examples

__all__ = ["conversation_examples", "off_topic", "session_examples", "switched"]
