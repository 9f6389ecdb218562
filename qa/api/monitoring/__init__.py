"""The HTTP service's access log, log configuration, metrics and readiness."""

from qa.api.monitoring.access_log import AccessLog
from qa.api.monitoring.logs import error_origin, log_config
from qa.api.monitoring.metrics import Closed, Metrics
from qa.api.monitoring.readiness import Readiness

__all__ = ["AccessLog", "Closed", "Metrics", "Readiness", "error_origin", "log_config"]
