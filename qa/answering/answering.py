"""A question in its conversation becomes an answer or an abstention."""

from collections.abc import Mapping, Sequence
from functools import partial

from index.hybrid import HybridIndex
from qa.answerability import uncovered_term
from qa.answering.outcomes import Framing, abstention, answer_from, explained
from qa.answering.stages import Stages
from qa.answering.timing import Observe, timed
from qa.audience import AudienceProfile, Notices
from qa.conversation import Turn
from qa.followup import FollowUps, Interpretation
from qa.glossary import Glossary
from qa.schema import Abstention, Answer, Audience, Disclaimer, Question, QuestionFilters
from qa.search import Evidence, QuestionSearch
from qa.selection import Excerpt


class Answering:
    """Answers questions in stages: rewrite, search, decide, read and select, cite, explain.

    Safe to share between threads. Raises UnknownDocument for an article that the index does not hold, and
    ReceiptMismatch rather than send a quote that does not verify.
    """

    def __init__(
        self,
        stages: Stages,
        profiles: Mapping[Audience, AudienceProfile],
        disclaimers: Mapping[Audience, Disclaimer],
        notices: Notices,
    ) -> None:
        self.stages = stages
        self.followups = FollowUps(stages.store)
        self._profiles = profiles
        self._disclaimers = disclaimers
        self._notices = notices
        self._glossary = Glossary(stages.store)

    def answer(
        self, index: HybridIndex, question: Question, turns: Sequence[Turn], observe: Observe
    ) -> Answer | Abstention:
        """The outcome of a question after the turns before it; `observe` is told how long each stage took."""
        stage = partial(timed, observe)
        search = self.stages.search(index, question)
        with stage("interpret"):
            reading = self.followups.rewrite(question, turns, search)
        framing = self._framing(search, question, reading)
        if reading.remark:
            return abstention(framing, "out_of_scope", 0.0, ())
        if reading.unresolved:
            return abstention(framing, "ambiguous_follow_up", 0.0, ())
        with stage("embed"):
            search.query(reading.question)
        with stage("search"):
            evidence = search.evidence(reading.question, reading.documents)
        if not evidence.sufficient:
            return self._silence(search, framing, evidence)
        profile = self._profiles[question.audience]
        with stage("select"):
            excerpts = self.stages.excerpts(search, evidence, profile, question.max_quotes or profile.quotes)
        if not excerpts:
            return abstention(framing, "no_evidence", 0.0, self.stages.nearest(evidence))
        with stage("receipts"):
            answer = self._cited(search, framing, evidence, excerpts)
        if not profile.glossary:
            return answer
        with stage("glossary"):
            return explained(answer, self._glossary.entries(index, answer.quotes, search.filters))

    def _framing(self, search: QuestionSearch, question: Question, reading: Interpretation) -> Framing:
        return Framing(
            question=question.question,
            reading=reading,
            generation=search.index.generation_id,
            calibration=search.calibration,
            disclaimer=self._disclaimers[question.audience],
            notice=self._notices.notice(question.question, question.audience),
            filtered=question.filters != QuestionFilters(),
        )

    def _silence(self, search: QuestionSearch, framing: Framing, evidence: Evidence) -> Abstention:
        unquotable = search.unquotable(evidence.question.text)
        if unquotable.sufficient:
            return abstention(framing, "only_retracted", evidence.confidence, self.stages.nearest(unquotable))
        return abstention(framing, "no_evidence", evidence.confidence, self.stages.nearest(evidence))

    def _cited(
        self, search: QuestionSearch, framing: Framing, evidence: Evidence, excerpts: Sequence[Excerpt]
    ) -> Answer:
        shown = (text for each in excerpts for text in each.words)
        uncovered = uncovered_term(evidence.question.text, shown, search.index)
        return answer_from(self.stages.store, excerpts, framing, evidence.confidence, uncovered)
