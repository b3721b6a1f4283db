"""The first steps of a new alliance, gathered from all rooms for the secretariat's desk.

What is done is seen in what is there; all that is kept is that a step is not needed.
"""

from .steps import FirstSteps, Step, first_steps

__all__ = ["FirstSteps", "Step", "first_steps"]
