"""The disclaimers: versioned texts, read from `disclaimers.yaml`."""

from collections.abc import Mapping
from importlib.resources import files

import yaml

from qa.audience.profiles import load_profiles
from qa.schema import Audience, Disclaimer


def load_disclaimers() -> Mapping[Audience, Disclaimer]:
    """The disclaimer of every audience, as named in `audiences.yaml`; raises KeyError if a file lacks one."""
    texts = yaml.safe_load(files(__package__).joinpath("disclaimers.yaml").read_text(encoding="utf-8"))
    return {
        audience: Disclaimer(id=profile.disclaimer, **texts[profile.disclaimer])
        for audience, profile in load_profiles().items()
    }
