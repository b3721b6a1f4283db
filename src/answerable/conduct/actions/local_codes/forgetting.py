"""Whoever is deleted leaves their words, and nothing that says whose they were."""

from answerable.access.actors import Actor
from answerable.alliance.models import Person
from answerable.kit import clock
from answerable.kit.text import fold

from ...models import ClauseEdit, Contribution, TakingPart, Voice
from ...queries.contributions import made_by, mark_of_nobody
from ...rules.words import ShownAs


def forget_contributions(*, by: Actor, person: Person) -> None:
    """Parts what a person said, wrote and asked to have written down from them: the words stay, of a former member."""
    made = Contribution.objects.filter(pk__in=[one.pk for one in made_by(person)])
    made.filter(shown_as=ShownAs.NAME).update(person=None)
    for one in made.exclude(shown_as=ShownAs.NAME):  # marks like all others: that whoever said it has left is not told
        Contribution.objects.filter(pk=one.pk).update(person=None, maker_mark=mark_of_nobody())
    TakingPart.objects.filter(person=person, until=None).update(until=clock.today())
    TakingPart.objects.filter(person=person).update(person=None)
    if person.account_id:
        ClauseEdit.objects.filter(by=str(person.account_id)).update(by="")
    _forget_name(person)


def _forget_name(person: Person) -> None:
    """A name beside a dissent was typed by hand: it is known by its words alone."""
    named = [one for one in Voice.objects.exclude(name="") if fold(one.name) == fold(person.name)]
    Voice.objects.filter(pk__in=[one.pk for one in named]).update(name="")
