"""What depends on who asks: audience profiles, disclaimers and emergency notices."""

from qa.audience.disclaimers import load_disclaimers
from qa.audience.emergency_notices import Notices, NoticesError
from qa.audience.profiles import ANYONE, EASY_GRADE, AudienceProfile, load_profiles

__all__ = [
    "ANYONE",
    "EASY_GRADE",
    "AudienceProfile",
    "Notices",
    "NoticesError",
    "load_disclaimers",
    "load_profiles",
]
