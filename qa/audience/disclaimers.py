"""The disclaimers: texts of our own, versioned, kept as data beside this module."""

from collections.abc import Mapping
from importlib.resources import files

import yaml

from qa.audience.profiles import load_profiles
from qa.schema import Audience, Disclaimer


def load_disclaimers() -> Mapping[Audience, Disclaimer]:
    """The disclaimer of every audience, as `audiences.yaml` names it; an error if a data file lacks one."""
    texts = yaml.safe_load(files(__package__).joinpath("disclaimers.yaml").read_text(encoding="utf-8"))
    return {
        audience: Disclaimer(id=reader.disclaimer, **texts[reader.disclaimer])
        for audience, reader in load_profiles().items()
    }
