"""Every model of ours: which job ends what is due, or which act ends what is kept as long as something holds."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from answerable.access import lost_factor
from answerable.access.forgetting import LIMITS_UNUSED_FOR
from answerable.access.models import Bucket, LostFactor, MailedCode, Session
from answerable.alliance.models import (
    Application,
    Handover,
    Introduction,
    Invitation,
    Look,
    Organisation,
    Person,
    PlaceRequest,
    SupportService,
)
from answerable.alliance.queries import handovers, services
from answerable.alliance.queries import retention as alliance
from answerable.concerns.models import Draft
from answerable.concerns.queries import drafts
from answerable.conduct.models import HoldBack
from answerable.kit.models import ImportChange, ImportFile, ImportOutcomes, ImportRun
from answerable.notices.models import Mailed, Notice
from answerable.standards.models import PassportShare
from answerable.standards.queries import passport_links

from ..models import ScheduleRun

Rows = QuerySet[Any]
HOURLY, DAILY = "hourly", "daily"


@dataclass(frozen=True)
class Timed:
    """Rows whose time is over at a moment, and how often a job takes them away; nothing may be due longer than that.

    What is not `counted` shows in no figures: how many there are would tell that somebody was there.
    """

    model: type[Model]
    due: Callable[[dt.datetime], Rows]
    every: str = DAILY
    counted: bool = True

    @property
    def label(self) -> str:
        return self.model._meta.label


def ago(**period: int) -> Callable[[dt.datetime], dt.datetime]:
    return lambda now: now - dt.timedelta(**period)


_fortnight, _two_months, _thirteen_months = ago(days=14), ago(days=60), ago(days=396)
_a_year, _a_month = ago(days=365), ago(days=30)
_undo_until, _files_until = ago(days=8), ago(hours=24)

TIMED: tuple[Timed, ...] = (
    Timed(Session, lambda now: Session.objects.filter(ends_at__lt=now), HOURLY),
    Timed(MailedCode, lambda now: MailedCode.objects.filter(ends_at__lt=now), HOURLY),
    Timed(Bucket, lambda now: Bucket.objects.filter(filled_at__lt=now - LIMITS_UNUSED_FOR), HOURLY),
    Timed(LostFactor, lambda now: lost_factor.long_closed(now.date()), HOURLY),
    Timed(ImportFile, lambda now: ImportFile.objects.filter(run__begun_at__lt=_files_until(now)), HOURLY),
    Timed(ImportOutcomes, lambda now: ImportOutcomes.objects.filter(run__begun_at__lt=_files_until(now)), HOURLY),
    Timed(ImportChange, lambda now: ImportChange.objects.filter(_over_undo(now)), HOURLY),
    Timed(ImportRun, lambda now: ImportRun.objects.filter(begun_at__lt=_thirteen_months(now)), HOURLY),
    Timed(Notice, lambda now: Notice.objects.filter(_old_notices(now))),
    Timed(Mailed, lambda now: Mailed.objects.filter(written_on__lt=_two_months(now).date())),
    Timed(DBTaskResult, lambda now: DBTaskResult.objects.finished().filter(finished_at__lt=_fortnight(now))),
    Timed(ScheduleRun, lambda now: ScheduleRun.objects.filter(begun_at__lt=_thirteen_months(now))),
    Timed(Person, lambda now: alliance.people_long_gone(now.date())),
    Timed(Organisation, lambda now: alliance.organisations_long_gone(now.date())),
    Timed(Look, lambda now: alliance.drafts_left_lying(now.date())),
    Timed(Introduction, lambda now: alliance.introductions_long_over(now.date())),
    Timed(Application, lambda now: alliance.applications_long_over(now.date())),
    Timed(Handover, lambda now: handovers.long_over(now.date())),
    Timed(PlaceRequest, lambda now: alliance.place_requests_long_over(now.date())),
    Timed(Draft, lambda now: drafts.over(now.date()), HOURLY, counted=False),
    Timed(SupportService, lambda now: services.ended_before(_a_year(now).date())),
    Timed(HoldBack, lambda now: HoldBack.objects.filter(written_on__lt=_a_year(now).date())),
    Timed(Invitation, lambda now: alliance.invitations_long_over(now.date())),
    Timed(PassportShare, lambda now: passport_links.ended_before(_a_month(now).date())),
)  # fmt: skip


def _over_undo(now: dt.datetime) -> Q:
    until = _undo_until(now)
    return Q(run__brought_in_at__lt=until) | Q(run__brought_in_at=None, run__begun_at__lt=until)


def _old_notices(now: dt.datetime) -> Q:
    read = Q(read_on__lt=(now - dt.timedelta(days=90)).date())
    return read | Q(happened_at__lt=now - dt.timedelta(days=400))


# What is kept as long as something holds: the act that ends it, by its address; what goes along with another row names
# the model of that; and what is the alliance's own memory stays until whoever runs the machine deletes the whole.
ALLIANCE = "the alliance"
_ACTS = "answerable.alliance.actions"
_FORGET, _REMOVE = f"{_ACTS}.people.forget_person", f"{_ACTS}.organisations.remove_organisation"
ENDED: dict[str, tuple[str, ...]] = {
    "access.Account": (_FORGET, "answerable.access.actions.delete_account"),
    "access.LostFactorStep": ("access.LostFactor",),
    "access.OpenIdLink": ("access.Account", "answerable.access.actions.unlink_elsewhere"),
    "notices.Preference": ("access.Account",),
    "notices.Returns": ("access.Account", "answerable.notices.actions.reaching.address_works"),
    "notices.OwnWords": ("answerable.notices.actions.wording.back_to_shipped_words", ALLIANCE),
    "notices.DemoLetter": ("answerable.demo.build.load",),
    "alliance.Person": (_FORGET,),
    "alliance.Affiliation": ("alliance.Person",),
    "alliance.SelfDeclaration": ("alliance.Person", f"{_ACTS}.people.withdraw_declaration"),
    "alliance.Organisation": (_REMOVE,),
    "alliance.OrganisationText": ("alliance.Organisation",),
    "alliance.OrganisationMerge": ("alliance.Organisation",),
    "alliance.Membership": ("alliance.Organisation",),
    "alliance.MembershipStatus": ("alliance.Membership",),
    "alliance.IntroductionStep": ("alliance.Introduction",),
    "alliance.ApplicationStep": ("alliance.Application",),
    "alliance.InvitationStep": ("alliance.Invitation",),
    "alliance.PlaceRequestStep": ("alliance.PlaceRequest",),
    "alliance.SupportServiceText": ("alliance.SupportService",),
    "facts.Fact": ("answerable.facts.keeping.keep", "answerable.facts.keeping.forget"),
    "kit.SearchRow": ("answerable.kit.search.forget",),
    "kit.OwnText": (f"{_ACTS}.own_texts.reset_text", f"{_ACTS}.languages.remove_language"),
    "alliance.InterfaceLanguage": (f"{_ACTS}.languages.remove_language", f"{_ACTS}.languages.forget_reading"),
    "alliance.Look": (f"{_ACTS}.branding.drop_draft_look", f"{_ACTS}.branding.show_look"),
    "commitments.Commitment": ("alliance.Organisation", "answerable.commitments.actions.forgetting.leave_commitments", ALLIANCE),
    **dict.fromkeys(
        ("commitments.CommitmentText", "commitments.OwedTo", "commitments.Step", "commitments.TurnRow", "commitments.ReleaseRequest", "commitments.ReleaseAnswer"),
        ("commitments.Commitment",),
    ),
    "commitments.Evidence": ("commitments.Commitment", "answerable.commitments.actions.proving.take_back_evidence"),
    "commitments.EvidencePiece": ("commitments.Evidence", "answerable.commitments.actions.proving.take_back_evidence"),
    "commitments.Comment": ("commitments.Commitment", "answerable.commitments.actions.saying.take_back_comment"),
    "standards.Subject": ("alliance.Organisation", "alliance.Network", "answerable.standards.actions.forgetting.forget_standing"),
    **dict.fromkeys(
        ("standards.Belonging", "standards.Turn", "standards.Silence", "standards.Excuse", "standards.HelpRequest"), ("standards.Subject",)
    ),
    **dict.fromkeys(("standards.Duty", "standards.DutyAsking", "standards.DutyText", "standards.Choice"), (ALLIANCE,)),
    **dict.fromkeys(("standards.Tally", "standards.Count", "standards.Checkpoint", "standards.Reckoning"), (ALLIANCE,)),
    "standards.Claim": ("standards.Subject", "answerable.standards.actions.claiming.take_back"),
    "standards.ClaimStep": ("standards.Claim",),
    "standards.Policy": ("alliance.Organisation", "answerable.standards.actions.policies.take_back_policy"),
    "standards.PolicyTold": ("standards.Policy",),
    "standards.Document": ("standards.Claim", "standards.Policy"),
    "standards.DocumentPiece": ("standards.Document",),
    "standards.Offer": ("alliance.Organisation",),
    "standards.HelpAnswer": ("standards.HelpRequest",),
    "questions.Round": ("answerable.questions.actions.forgetting.forget_rounds",),
    **dict.fromkeys(
        ("concerns.Compartment", "concerns.EarlierKey", "concerns.Record", "concerns.FilePiece", "concerns.Declaration", "concerns.Opening", "concerns.ToldAbove"), ("concerns.Case",)
    ),
    "concerns.Grant": ("concerns.Case", "answerable.concerns.actions.standing_aside.recuse", "answerable.concerns.actions.signing.sign_roster"),
    "concerns.Receipt": ("concerns.Case", "answerable.concerns.actions.choosing.change_code"),
    "concerns.RaisingText": ("answerable.concerns.actions.own_words.back_to_shipped", ALLIANCE),
    "concerns.RosterSignature": ("concerns.RosterRevision",),
    "concerns.DraftPiece": ("concerns.Draft",),
    "concerns.NextKeys": ("concerns.Handler", "answerable.concerns.actions.signing.sign_roster"),
    **dict.fromkeys(
        ("concerns.Case", "concerns.Team", "concerns.Handler", "concerns.RosterRevision", "concerns.BookEntry", "concerns.BookHead", "concerns.BookCheckpoint", "concerns.TeamPromises"), (ALLIANCE,)
    ),
    **dict.fromkeys(("questions.Pile", "questions.Count"), ("questions.Round",)),
    "conduct.SignatureEnd": ("conduct.Signature",),
    "standards.PolicyReview": ("standards.Policy",),
    **dict.fromkeys(("conduct.ToldTo", "conduct.HoldBackReply"), ("conduct.HoldBack",)),
    "alliance.PageText": (f"{_ACTS}.page_texts.write_page_text", ALLIANCE),
    "alliance.StepAside": (f"{_ACTS}.first_steps.take_step_up", ALLIANCE),
    "alliance.SeatText": (f"{_ACTS}.saying.name_seat", ALLIANCE),
    "alliance.CountClaimText": (f"{_ACTS}.saying.say_source", ALLIANCE),
    **dict.fromkeys(
        (
            "alliance.Network", "alliance.NetworkText", "alliance.NetworkMove", "alliance.NetworkMerge", "alliance.PathLeft", "alliance.CountClaim", "alliance.Kind", "alliance.KindText", "alliance.Need", "alliance.NeedText",
            "alliance.OfficeTerm", "alliance.Body", "alliance.BodyText", "alliance.Seat", "alliance.Term", "alliance.CompositionRule",
            "kit.SearchState", "facts.Telling",
            "conduct.Instrument", "conduct.InstrumentText", "conduct.Version", "conduct.VersionText", "conduct.VersionMove", "conduct.PublishedText", "conduct.Clause", "conduct.ClauseText", "conduct.Signature", "conduct.SigningRule", "conduct.TemplateMoment", "conduct.TemplateMomentText", "conduct.LocalCode", "conduct.Moment", "conduct.TakingPart", "conduct.ClauseEdit", "conduct.Alignment", "conduct.PartnerAsked", "conduct.Adoption", "conduct.Voice", "conduct.Contribution", "conduct.Answer",
            "alliance.Profile", "alliance.SignInRules", "ledger.Entry", "ledger.Head", "ledger.Checkpoint",
        ),
        (ALLIANCE,),
    ),
}  # fmt: skip
