"""Files in YAML, read by libyaml where PyYAML was built with it: all of its wheels are, and it reads eight times as fast."""

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    Loader = yaml.SafeLoader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text: str) -> Any:
    """Returns what a text says; raises `yaml.YAMLError`."""
    return Loader(text).get_single_data()
