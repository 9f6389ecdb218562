"""Who asks: audience profiles, disclaimers and emergency notices."""

from qa.audience.disclaimers import load_disclaimers
from qa.audience.emergency_notices import Notices, NoticesError
from qa.audience.profiles import ANYONE, EASY_GRADE, Reader, load_audiences

__all__ = ["ANYONE", "EASY_GRADE", "Notices", "NoticesError", "Reader", "load_audiences", "load_disclaimers"]
