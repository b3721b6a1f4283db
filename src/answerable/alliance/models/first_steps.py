"""What the secretariat says of its first steps; whether one is done is never kept, but seen."""

from django.db import models

from answerable.kit.classification import INTERNAL, classified

from ..rules.first_steps import FirstStep


@classified(INTERNAL, keep="while the alliance exists")
class StepAside(models.Model):
    """A first step of which the secretariat said that the alliance does not need it."""

    step = models.CharField(max_length=20, choices=[(one.value, one.value) for one in FirstStep], unique=True)
    set_aside_on = models.DateField()

    def __str__(self) -> str:
        return f"step {self.step} set aside"
