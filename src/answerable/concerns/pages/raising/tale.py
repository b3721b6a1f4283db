"""What somebody has told so far in this visit, and what routing makes of it."""

from dataclasses import dataclass, field, replace
from typing import Any

from ...actions import Beginning, Told, begin_draft
from ...queries import near
from ...rules import routing
from ...rules.excluding import Around, Shut, excluded, named
from ...rules.safe_times import Part, SafeTimes
from ...rules.telling import YES, Answers, Question, order, with_sense
from ...rules.words import AboutLevel, AboutMe
from .visit import Visit

KEY, CODE, LEVEL = "tale", "code", "about_level"
NOTED, NO_RETURN = "noted", "no_return"
AS_CODES = (
    Question.WANT, Question.UNDER_18, Question.DANGER, Question.HAPPENED, Question.WHEN_WHERE, Question.FOR_WHOM,
    Question.THEIR_CONSENT, Question.ABOUT_ME, Question.REACH, Question.RHYTHM,
)  # fmt: skip


@dataclass
class Tale:
    """Fields as they were typed, by name; the code that leads back, and whether it was noted; files."""

    values: dict[str, Any] = field(default_factory=dict, repr=False)
    receipt: str = field(default="", repr=False)
    noted: str = ""
    checking: bool = False
    beginning: Beginning = field(default_factory=begin_draft, repr=False)

    @classmethod
    def of(cls, visit: Visit) -> "Tale":
        return cls.from_body(visit.body.get(KEY) or {})

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "Tale":
        """Returns it as a visit holds it, or a draft of whatever form; what cannot be read of it is left."""
        if not body:
            return cls()
        receipt, _, noted = str(body.get(CODE) or f"{body.get('receipt', '')} {body.get('noted', '')}").partition(" ")
        beginning = Beginning.of(body.get("beginning") or {}) or begin_draft()
        found = cls(dict(body["values"]), receipt, noted, bool(body.get("checking")), beginning)
        found._drop_what_has_no_sense()
        return found

    def as_body(self) -> dict[str, Any]:
        """Returns it as a visit holds it: a code and whether it was noted are one, also where two requests come at once."""
        return {
            "values": self.values, CODE: f"{self.receipt} {self.noted}", "checking": self.checking,
            "beginning": self.beginning.as_body(),
        }  # fmt: skip

    def keep(self, visit: Visit) -> None:
        """Keeps it in the visit, and nowhere else; an answer that has no sense any more is dropped."""
        self._drop_what_has_no_sense()
        if Tale.of(visit).says_about and not self.says_about:
            self._keep_out_whom_it_named()
        visit.body[KEY] = self.as_body()
        visit.save()

    def _drop_what_has_no_sense(self) -> None:
        for gone in set(AS_CODES) - {Question(one) for one in self.answers}:
            self.values.pop(gone.value, None)

    @property
    def says_about(self) -> bool:
        """Whether somebody who wants what they said now is asked whom it is about; else what they answered counts for nothing."""
        return Question.ABOUT in order(self.answers)

    def _keep_out_whom_it_named(self) -> None:
        """Writes whom it was about among who must not read, where it can be seen and changed: they were told to get no key."""
        person, names, level = self.text("person").strip(), self.text("names"), self.text(LEVEL)
        if person and person not in names:
            self.values["names"] = ", ".join(filter(None, (names, person)))
        if level in set(Shut) and level not in self.many("shut"):
            self.values["shut"] = [*self.many("shut"), level]

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    def many(self, name: str) -> list[str]:
        found = self.values.get(name) or []
        return [str(one) for one in found] if isinstance(found, list) else [str(found)]

    @property
    def answers(self) -> Answers:
        """Returns what was answered, one text a question, as the rules and the readers know it."""
        about = "\n".join(filter(None, (self.text("person"), self.text("organisation_words"), self.text("about"))))
        codes = {one.value: self.text(one) for one in AS_CODES}
        wishes = ",".join(self.many("wishes"))
        return with_sense({**codes, Question.ABOUT.value: about, Question.WISHES.value: wishes})

    @property
    def is_under_18(self) -> bool:
        return self.text(Question.UNDER_18) == YES

    @property
    def country(self) -> str:
        return self.text("country")

    def about(self, language: str) -> routing.About:
        """Returns whom it is about: their level, the places above them, and whoever bears the name that was written."""
        where = near.chain(near.place_of(self.country))
        level = self.text(LEVEL) if self.says_about else ""
        parties = tuple(self._parties(AboutLevel(level))) if level else ()
        return routing.About(parties, where, language=language)

    def _parties(self, level: AboutLevel) -> list[routing.Party]:
        above = self._above(level)
        people = named(self.text("person"), near.names_of_handlers())
        parties = [routing.Party(level, one, "", above) for one in sorted(self._organisations)]
        return [*(parties or [routing.Party(level, "", "", above)]), *(routing.Party(level, "", one, above) for one in sorted(people))]  # fmt: skip

    @property
    def _organisations(self) -> frozenset[str]:
        """Returns every organisation of the name that it is about, and the one that was chosen."""
        return near.organisations_called(self.text("organisation_words")) | {self.text("organisation")} - {""}

    def _above(self, level: AboutLevel) -> tuple[str, ...]:
        place = near.place_of_organisation(self.text("organisation")) or near.place_of(
            self.text("about_country") or self.country
        )
        return near.chain(place)[1:] if level == AboutLevel.REGION else near.chain(place)

    def excluded(self) -> routing.Excluded:
        """Returns who gets no key: whom they ticked, whose names they wrote, and whoever bears the name it is about.

        An organisation that was named is shut here where it is not what it is about: without its level, and where that is asked no more.
        """
        names, place = near.names_of_handlers(), near.chain(near.place_of(self.country))
        mine = near.organisations_called(self.text("my_organisation"))
        around = Around(mine, place[0] if place else "", place[1] if len(place) > 1 else "")
        groups = [one for one in self.many("shut") if one in set(Shut)]
        person = self.text("person") if self.says_about else ""
        unplaced = frozenset() if self.says_about and self.text(LEVEL) else self._organisations
        shut = excluded(groups, (), self.text("names"), names, around, about=person)
        return shut.more(routing.Excluded(organisations=unplaced))

    @property
    def safe(self) -> SafeTimes | None:
        """Returns when somebody may be reached; None where they said nothing of it."""
        parts = frozenset(Part(one) for one in self.many("parts") if one in set(Part))
        days = frozenset(int(one) for one in self.many("weekdays") if one in set("0123456"))
        says_how = self.text(Question.ABOUT_ME) in {AboutMe.REACHABLE, AboutMe.NAMED}
        return SafeTimes(days, parts) if says_how and (parts or days) else None

    def told(self, language: str) -> Told:
        """Returns it as it is sent, files only where they are asked for; what cannot be promised was said on the first page."""
        sent = self.beginning if Question.FILES in order(self.answers) else replace(self.beginning, files=())
        name = self.text("name") if self.text(Question.ABOUT_ME) == AboutMe.NAMED else ""
        return Told(
            self.answers, self.about(language), name=name, will_come_back=self.noted != NO_RETURN, limits_shown=True,
            safe=self.safe, beginning=sent,
        )  # fmt: skip
