"""Access log, log configuration, metrics and readiness of the HTTP service."""

from qa.api.monitoring.access_log import Access
from qa.api.monitoring.logs import log_config, place
from qa.api.monitoring.metrics import Metrics
from qa.api.monitoring.readiness import Readiness

__all__ = ["Access", "Metrics", "Readiness", "log_config", "place"]
