"""The forms of this room."""

from .moving import (
    AgainForm,
    DayForm,
    DoneForm,
    KeepForm,
    LanguageForm,
    NotKeptForm,
    ReleaseForm,
    ShownForm,
    StepForm,
    StepsForm,
    WordsForm,
)
from .plain import RoomForm, SureForm
from .promising import PromiseForm
from .saying import EvidenceForm, LetGoForm, OtherwiseForm, SayForm

__all__ = [
    "AgainForm", "DayForm", "DoneForm", "EvidenceForm", "KeepForm", "LanguageForm", "LetGoForm", "NotKeptForm", "OtherwiseForm",
    "PromiseForm", "ReleaseForm", "RoomForm", "SayForm", "ShownForm", "StepForm", "StepsForm", "SureForm", "WordsForm",
]  # fmt: skip
