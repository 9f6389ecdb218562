"""The Prometheus metrics of one application, in their own registry. No label value comes from a request's text."""

from collections.abc import Callable, Iterable
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from qa.schema import Abstention, Answer, Reason

STAGES = ("interpret", "embed", "search", "select", "receipts", "glossary", "suggest")
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
OTHER = "other"
Dropped = Literal["queue_full", "deadline", "client_gone", "stopping"]
Closed = Literal["slow_header", "slow_body", "slow_write", "displaced", "refused"]
CLOSED: tuple[Closed, ...] = get_args(Closed)
DROPPED: tuple[Dropped, ...] = get_args(Dropped)
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5.0, 10.0)


class Generation(Collector):
    """Reports the id of the live index generation at each scrape, if there is one."""

    def __init__(self, generation: Callable[[], str | None]) -> None:
        self._generation = generation

    def collect(self) -> Iterable[Metric]:
        """One info metric, or nothing if no generation is live."""
        generation = self._generation()
        if generation is not None:
            yield InfoMetricFamily("pincite_generation", "The live index generation.", {"id": generation})


class Metrics:
    """All counters and timers. Thread-safe."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.in_flight = Gauge("pincite_requests_in_flight", "Requests being served.", registry=self.registry)
        self.connections = Gauge("pincite_connections", "Open connections.", registry=self.registry)
        self._closed = Counter(
            "pincite_connections_closed",
            "Connections closed because they were slow or too many.",
            ("reason",),
            registry=self.registry,
        )
        self.waiting = Gauge(
            "pincite_questions_waiting", "Questions waiting for a thread.", registry=self.registry
        )
        self.running = Gauge("pincite_questions_running", "Questions being worked on.", registry=self.registry)
        self._dropped = Counter(
            "pincite_questions_dropped", "Questions without an outcome.", ("reason",), registry=self.registry
        )
        self._outcomes = Counter(
            "pincite_outcomes", "Outcomes by kind and reason.", ("outcome", "reason"), registry=self.registry
        )
        self._answers = Histogram(
            "pincite_answer_seconds",
            "Time to answer a question, including time in the queue.",
            ("outcome",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._notices = Counter(
            "pincite_notices", "Outcomes with a notice, by the notice's id.", ("id",), registry=self.registry
        )
        self._requests = Histogram(
            "pincite_request_seconds",
            "Time to serve a request, by route, method and status.",
            ("route", "method", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._stages = Histogram(
            "pincite_stage_seconds",
            "Time of each stage of answering.",
            ("stage",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        for dropped in DROPPED:
            self._dropped.labels(dropped)
        for closed in CLOSED:
            self._closed.labels(closed)
        for stage in STAGES:
            self._stages.labels(stage)
        self._outcomes.labels("answer", "")
        for abstention in get_args(Reason):
            self._outcomes.labels("abstention", abstention)

    def watch(self, generation: Callable[[], str | None]) -> None:
        """Report the live generation at every scrape; `generation` returns its id, or None if there is none."""
        self.registry.register(Generation(generation))

    def stage(self, name: str, seconds: float) -> None:
        """Record the time (s) of one stage of answering."""
        self._stages.labels(name if name in STAGES else OTHER).observe(seconds)

    def connection_closed(self, reason: Closed) -> None:
        """Count a connection that the service closed by one of its limits."""
        self._closed.labels(reason).inc()

    def dropped(self, reason: Dropped) -> None:
        """Count a question that got no outcome."""
        self._dropped.labels(reason).inc()

    def outcome(self, outcome: Answer | Abstention, seconds: float) -> None:
        """Count one outcome and record the time (s) that it took."""
        self._answers.labels(outcome.outcome).observe(seconds)
        self._outcomes.labels(outcome.outcome, outcome.reason if isinstance(outcome, Abstention) else "").inc()
        if outcome.notice is not None:
            self._notices.labels(outcome.notice.id).inc()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Record one request and its time (s); `route` is a route template, never a path."""
        known = method if method in METHODS else OTHER
        self._requests.labels(route, known, str(status)).observe(seconds)

    def render(self) -> bytes:
        """All metrics in Prometheus's text format."""
        return generate_latest(self.registry)
