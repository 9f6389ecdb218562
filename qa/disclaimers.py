"""The disclaimers: texts of our own, versioned, kept as data beside this module."""

from collections.abc import Mapping
from importlib.resources import files

import yaml

from qa.answer import Disclaimer
from qa.question import Audience

NOTICE_OF: Mapping[Audience, str] = {
    "physician": "professional",
    "clinician": "professional",
    "professional": "professional",
    "nurse": "professional",
    "researcher": "professional",
    "student": "default",
    "caregiver": "patient",
    "patient": "patient",
    "default": "default",
}


def load_disclaimers() -> Mapping[Audience, Disclaimer]:
    """The disclaimer of every audience; an error if the data file lacks one of them."""
    notices = yaml.safe_load(files("qa").joinpath("disclaimers.yaml").read_text(encoding="utf-8"))
    return {
        audience: Disclaimer(id=name, version=notices[name]["version"], text=notices[name]["text"])
        for audience, name in NOTICE_OF.items()
    }
