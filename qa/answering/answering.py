"""Turns a question and the turns before it into an answer or an abstention."""

from collections.abc import Mapping, Sequence
from functools import partial

from index.hybrid import HybridIndex
from qa.answerability import uncovered_term
from qa.answering.answer_marks import AnswerMarks
from qa.answering.names_not_held import names_not_held
from qa.answering.outcomes import Framing, abstention, answer_from, explained
from qa.answering.stages import Stages
from qa.answering.timing import Observe, timed
from qa.audience import AudienceProfile, Notices
from qa.conversation import Turn
from qa.followup import FollowUps, Interpretation
from qa.glossary import Glossary
from qa.language import paraphrases
from qa.schema import Abstention, Answer, Audience, Disclaimer, Question, QuestionFilters
from qa.search import Evidence, QuestionSearch
from qa.selection import Excerpt

_REWORDED_MARGIN = 0.1


class Answering:
    """Answers questions in stages: rewrite, search, decide, select, cite, explain. Thread-safe."""

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
        """The outcome of a question that follows `turns`; `observe` receives the duration of each stage.

        Raises UnknownDocument if the index does not hold the article that the question is asked under, and
        ReceiptMismatch if a quote does not verify.
        """
        stage = partial(timed, observe)
        search = self.stages.search(index, question)
        with stage("interpret"):
            interpretation = self.followups.rewrite(question, turns, search)
        framing = self._framing(search, question, interpretation)
        if interpretation.remark:
            return abstention(framing, "out_of_scope", 0.0, ())
        if interpretation.unresolved:
            return abstention(framing, "ambiguous_follow_up", 0.0, ())
        with stage("embed"):
            search.query(interpretation.question)
        with stage("search"):
            evidence = evidence_for(search, interpretation)
        if not evidence.sufficient:
            return self._abstain(search, framing, evidence)
        profile = self._profiles[question.audience]
        with stage("select"):
            excerpts = self.stages.excerpts(search, evidence, profile, question.max_quotes or profile.quotes)
        if not excerpts:
            return abstention(framing, "no_evidence", 0.0, self.stages.nearest(evidence))
        with stage("receipts"):
            answer = self._cite(search, framing, evidence, excerpts)
        if not profile.glossary:
            return answer
        with stage("glossary"):
            return explained(answer, self._glossary.entries(index, answer.quotes, search.filters))

    def _framing(self, search: QuestionSearch, question: Question, interpretation: Interpretation) -> Framing:
        return Framing(
            question=question.question,
            interpretation=interpretation,
            generation=search.index.generation_id,
            calibration=search.calibration,
            disclaimer=self._disclaimers[question.audience],
            notice=self._notices.notice(question.question, question.audience),
            filtered=question.filters != QuestionFilters(),
        )

    def _abstain(self, search: QuestionSearch, framing: Framing, evidence: Evidence) -> Abstention:
        """The abstention for lack of evidence, which says so if retracted or withdrawn documents hold some."""
        unquotable = search.unquotable(evidence.question.text)
        if unquotable.sufficient:
            return abstention(framing, "only_retracted", evidence.confidence, self.stages.nearest(unquotable))
        return abstention(
            framing,
            "no_evidence",
            evidence.confidence,
            self.stages.nearest(evidence),
            differs=evidence.candidates.differs,
            not_held=names_not_held(evidence.question.text, search.index),
        )

    def _cite(
        self, search: QuestionSearch, framing: Framing, evidence: Evidence, excerpts: Sequence[Excerpt]
    ) -> Answer:
        shown = (text for excerpt in excerpts for text in excerpt.visible_texts)
        quoted = (excerpt.document.text for excerpt in excerpts)
        uncovered = uncovered_term(evidence.question.text, shown, search.index, quoted)
        marks = AnswerMarks.of(search.index, evidence, search.query(evidence.question.text))
        return answer_from(
            self.stages.store, excerpts, framing, evidence.confidence, uncovered=uncovered, mark=marks.mark
        )


def evidence_for(search: QuestionSearch, interpretation: Interpretation) -> Evidence:
    """The evidence for a question; if it is not sufficient, that for the first other wording for which it is.

    Another wording has to be surer by a margin, because each is one more chance of passing the threshold.
    """
    evidence = search.evidence(interpretation.question, interpretation.documents)
    if evidence.sufficient:
        return evidence
    least = search.calibration.calibration.threshold + _REWORDED_MARGIN
    others = (search.evidence(each, interpretation.documents) for each in paraphrases(interpretation.question))
    return next((other for other in others if other.sufficient and other.confidence >= least), evidence)
