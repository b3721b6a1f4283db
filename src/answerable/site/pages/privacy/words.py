"""What the privacy page says of what is kept: which rows hold what, why, who sees it, and for how long.

A test holds it against every model: a table that is not here, or a retention without words, is found.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.kit.classification import Class, Classification


@dataclass(frozen=True)
class Row:
    """One thing that is kept: what it is, why, and who sees it."""

    what: Promise
    why: Promise
    seen: Promise


PEOPLE, WAY_IN, REQUESTS, MAIL, RECORDS, PROMISES, DONE, SITE = (
    "people",
    "way_in",
    "requests",
    "mail",
    "records",
    "promises",
    "done",
    "site",
)
GROUPS: dict[str, Promise] = {
    PEOPLE: _("People"),
    WAY_IN: _("Signing in"),
    REQUESTS: _("Invitations and requests to join"),
    MAIL: _("Notices and mail"),
    RECORDS: _("Networks, organisations and bodies"),
    PROMISES: _("What is promised"),
    DONE: _("What was done"),
    SITE: _("Running the site"),
}
KEEPERS = _("Those who keep the records of that place or of one above it.")
KEEPERS_AND_YOU = _("You, and those who keep the records of your networks.")
EVERYONE = _("Everyone.")
SECRETARIAT = _("The secretariat.")
NOBODY = _("Nobody; only the program uses it.")
# The order is that of the page.
ROWS: dict[str, dict[str, Row]] = {
    PEOPLE: {
        "person": Row(_("Your name, mail address and languages"), _("To know who belongs, and to reach them."), _("Your name: those you chose. The rest: you, and those who keep the records of your networks.")),
        "affiliation": Row(_("Which organisations you work in, and as what"), _("To know who speaks for whom."), _("Whoever may read your name and know of the organisation.")),
        "office": Row(_("Offices and seats you hold, from when to when"), _("To know who is entrusted with what, also later."), _("Whoever may read your name. After you have left it stands there as “a former member”.")),
        "handover": Row(_("Handovers: what holders of offices and seats leave for whoever follows"), _("To let work go on when people change."), _("The holder until their last day, and whoever follows. Nobody else, not even those who keep the records.")),
        "declaration": Row(_("What you say of yourself, if you do"), _("To see whether bodies are made up as was promised."), _("Nobody but you. Shares are shown where at least %(smallest)s people have answered.")),
    },
    WAY_IN: {
        "account": Row(_("The address you sign in with, your language, and your password as a hash that cannot be read back"), _("To let you in, and nobody else."), _("You; the address also those who keep the records of your networks.")),
        "factor": Row(_("Passkeys and the secret of your app, if you set up a second step"), _("To let nobody in by your password or your mailbox alone."), _("You: the names you gave to passkeys. Secrets, nobody.")),
        "lost": Row(_("That you said your second step is lost, and who made sure that it is you"), _("To give back your way in, to you and to nobody else."), KEEPERS_AND_YOU),
        "link": Row(_("That your account is linked to another sign-in, by a hash of its name for you"), _("To know you when you come from there."), _("You, under “How I sign in”.")),
        "session": Row(_("That you are signed in, by day; no network address and no name of your browser"), _("To know you from click to click."), _("You, under “How I sign in”.")),
        "code": Row(_("Codes that were mailed to you, as hashes"), _("To know the right one when you type it."), NOBODY),
        "bucket": Row(_("How many tries are left for an address, by a hash"), _("To slow down whoever guesses."), NOBODY),
    },
    REQUESTS: {
        "invitation": Row(_("Whom we invited, by mail address, and what became of it"), _("To invite people to an office, once and not again and again."), KEEPERS),
        "introduction": Row(_("Who said that they work at an organisation, in their own words"), _("To check it, and to answer them."), KEEPERS),
        "application": Row(_("Which organisation asked to join, and who asked for it"), _("To decide, and to answer them."), KEEPERS),
        "place": Row(_("For which organisation another network asked, why, and what was answered"), _("So that nobody takes an organisation’s records over by themselves."), _("Those who keep the records of either network.")),
    },
    MAIL: {
        "notice": Row(_("What awaits you"), _("To tell you."), _("You.")),
        "wishes": Row(_("When and of what you want to hear by mail"), _("To write to you when it suits you."), _("You.")),
        "mailed": Row(_("That a mail went out, on which day, without its words"), _("To notice when mail does not reach you."), NOBODY),
        "returns": Row(_("That mail to your address comes back"), _("To stop writing to an address that does not work, and to tell you."), KEEPERS_AND_YOU),
        "letter": Row(_("In the demonstration: the mails it would have sent"), _("To show them."), _("Whoever uses the demonstration; all people in it are invented.")),
    },
    RECORDS: {
        "network": Row(_("Networks: their names, place, time zone and history, and figures stated about them"), _("To show what the alliance is."), EVERYONE),
        "organisation": Row(_("Organisations: their cards and memberships"), _("To show who belongs, and to reach them."), _("As each chose: everyone, members, or its own networks. One at risk: its own people and those who keep its records.")),
        "body": Row(_("Bodies, their seats and their rules"), _("To show who decides, and whether promises about it are kept."), EVERYONE),
    },
    PROMISES: {
        "promise": Row(_("What the alliance and its networks promise: texts, versions, languages, and who adopted them"), _("So that everybody can read what was promised, also later."), EVERYONE),
        "signature": Row(_("Who signed which version of a text, when, in which language and office"), _("To prove a signature, and to ask again when a text changes."), _("Your organisation and your network; everyone, if you chose so. Whether you have not signed: you and your focal point.")),
        "held_back": Row(_("Why you do not sign yet, if you say so"), _("To let whoever you chose answer you."), _("You, and those you chose to tell.")),
        "local_code": Row(_("How a network writes its own code: events, drafts, who takes part, what was decided"), _("So that a text can say how it came about."), _("Those who take part, and those who keep the network’s records; what was adopted, everyone.")),
        "commitment": Row(_("What somebody said they would do, for whom and by when, and what became of it; evidence, its files sealed"), _("So that what is promised is followed until it is done, or until it is said plainly why not."), _("As each says itself: everyone, people of a network, or the two sides alone.")),
        "contribution": Row(_("What you say of a draft, and the answer to it"), _("So that everything that is said gets an answer."), _("Those who take part. If you gave no name: nobody sees whose it is.")),
    },
    DONE: {
        "ledger": Row(_("Who did what in which office, by day and hour: numbers in place of names, and no texts"), _("To prove later that nothing was altered unseen."), _("The secretariat; of a network, those who keep its records.")),
        "fact": Row(_("What was so from which day to which: a seat held, a text signed, a commitment kept. Codes and days; no names and no words"), _("So that what is done already counts by itself, and nobody has to report it twice."), _("Whoever may know of what it follows from.")),
        "import": Row(_("Spreadsheets that are being brought in"), _("To check them row by row, and to take them back."), KEEPERS),
    },
    SITE: {
        "settings": Row(_("The alliance’s settings: languages, colours, mail, kinds of organisation"), _("To run the site."), _("The secretariat; what it shows, everyone.")),
        "texts": Row(_("The alliance’s own words for texts of the site"), _("To speak as the alliance speaks."), EVERYONE),
        "language": Row(_("Who has read a language of the site, as they wish to be called"), _("To know how far a language can be trusted."), _("The secretariat. Everyone sees whether and when.")),
        "search": Row(_("The words by which networks, organisations, bodies and people are found; never what anybody searches for"), _("To find what you may see."), NOBODY),
        "work": Row(_("Which jobs the program did, and when"), _("To notice when something is not done."), _("Whoever runs the machine.")),
    },
}  # fmt: skip
# Every model by its name, and the row that tells of it.
HOLDS: dict[str, str] = {
    "alliance.Person": "person",
    "alliance.Affiliation": "affiliation",
    "alliance.OfficeTerm": "office",
    "alliance.Term": "office",
    "alliance.Handover": "handover",
    "alliance.SelfDeclaration": "declaration",
    "access.Account": "account",
    "mfa.Authenticator": "factor",
    "access.LostFactor": "lost",
    "access.LostFactorStep": "lost",
    "access.OpenIdLink": "link",
    "access.Session": "session",
    "access.MailedCode": "code",
    "access.Bucket": "bucket",
    "alliance.Invitation": "invitation",
    "alliance.InvitationStep": "invitation",
    "alliance.Introduction": "introduction",
    "alliance.IntroductionStep": "introduction",
    "alliance.Application": "application",
    "alliance.ApplicationStep": "application",
    "alliance.PlaceRequest": "place",
    "alliance.PlaceRequestStep": "place",
    "notices.Notice": "notice",
    "notices.Preference": "wishes",
    "notices.Mailed": "mailed",
    "notices.Returns": "returns",
    "notices.OwnWords": "texts",
    "notices.DemoLetter": "letter",
    "alliance.Network": "network",
    "alliance.NetworkText": "network",
    "alliance.NetworkMerge": "network",
    "alliance.NetworkMove": "network",
    "alliance.CountClaim": "network",
    "alliance.CountClaimText": "network",
    "alliance.Organisation": "organisation",
    "alliance.OrganisationMerge": "organisation",
    "alliance.OrganisationText": "organisation",
    "alliance.Membership": "organisation",
    "alliance.MembershipStatus": "organisation",
    "alliance.Kind": "settings",
    "alliance.KindText": "settings",
    "alliance.Body": "body",
    "alliance.BodyText": "body",
    "alliance.Seat": "body",
    "alliance.SeatText": "body",
    "alliance.CompositionRule": "body",
    "commitments.Commitment": "commitment",
    "commitments.CommitmentText": "commitment",
    "commitments.OwedTo": "commitment",
    "commitments.Step": "commitment",
    "commitments.TurnRow": "commitment",
    "commitments.Evidence": "commitment",
    "commitments.EvidencePiece": "commitment",
    "commitments.Comment": "commitment",
    "commitments.ReleaseRequest": "commitment",
    "commitments.ReleaseAnswer": "commitment",
    "conduct.Instrument": "promise",
    "conduct.InstrumentText": "promise",
    "conduct.Version": "promise",
    "conduct.VersionText": "promise",
    "conduct.VersionMove": "promise",
    "conduct.PublishedText": "promise",
    "conduct.Clause": "promise",
    "conduct.ClauseText": "promise",
    "conduct.Signature": "signature",
    "conduct.SignatureEnd": "signature",
    "conduct.SigningRule": "signature",
    "conduct.HoldBack": "held_back",
    "conduct.ToldTo": "held_back",
    "conduct.HoldBackReply": "held_back",
    "conduct.TemplateMoment": "local_code",
    "conduct.TemplateMomentText": "local_code",
    "conduct.LocalCode": "local_code",
    "conduct.Moment": "local_code",
    "conduct.TakingPart": "local_code",
    "conduct.ClauseEdit": "local_code",
    "conduct.Alignment": "local_code",
    "conduct.PartnerAsked": "local_code",
    "conduct.Adoption": "local_code",
    "conduct.Voice": "local_code",
    "conduct.Contribution": "contribution",
    "conduct.Answer": "contribution",
    "ledger.Entry": "ledger",
    "ledger.Head": "ledger",
    "ledger.Checkpoint": "ledger",
    "facts.Fact": "fact",
    "facts.Telling": "fact",
    "kit.ImportRun": "import",
    "kit.ImportFile": "import",
    "kit.ImportOutcomes": "import",
    "kit.ImportChange": "import",
    "alliance.Profile": "settings",
    "alliance.SignInRules": "settings",
    "alliance.StepAside": "settings",
    "alliance.Look": "settings",
    "alliance.PageText": "texts",
    "kit.OwnText": "texts",
    "alliance.InterfaceLanguage": "language",
    "kit.SearchRow": "search",
    "kit.SearchState": "search",
    "jobs.ScheduleRun": "work",
    "django_tasks_database.DBTaskResult": "work",
}
# Tables that libraries bring have no classification of their own.
OF_LIBRARIES = {
    "mfa.Authenticator": Classification(Class.SEALED, "until it is removed, or the account is gone", {}),
    "django_tasks_database.DBTaskResult": Classification(Class.INTERNAL, "two weeks after the work was done", {}),
}
BELONGS_TO_IT = _("what belongs to it: as long as it stays itself")
# A retention as its model says it, and as the page does.
KEEPS: dict[str, Promise] = {
    "while the alliance exists": _("while the alliance exists"),
    "while the alliance exists; triggers refuse any change": _("while the alliance exists; the database itself refuses any change"),
    "while the alliance exists, the person as a former member": _("while the alliance exists, the person as a former member"),
    "while the alliance keeps the language": _("while the alliance keeps the language"),
    "while the account exists": _("while the account exists"),
    "with the person": _("as long as the person"),
    "while the alliance exists, without who made it once they are gone": _("while the alliance exists, without who made it once they are gone"),
    "until it is signed or taken back, at the latest 1 year after it was written": _("until you sign or take it back, at the latest a year after you wrote it"),
    "while the alliance exists, a person's own that nobody else reads until they delete their data": _("while the alliance exists; your own that nobody else reads, until you delete your data"),
    "with the commitment": BELONGS_TO_IT,
    "with the commitment, or until it is taken back": _("evidence and comments: until they are taken back"),
    "with the signature": BELONGS_TO_IT,
    "with what held somebody back": BELONGS_TO_IT,
    "with the organisation": BELONGS_TO_IT,
    "with the invitation": BELONGS_TO_IT,
    "with the introduction": BELONGS_TO_IT,
    "with the application": BELONGS_TO_IT,
    "with the place request": BELONGS_TO_IT,
    "with the thing it finds": BELONGS_TO_IT,
    "with the lost factor": BELONGS_TO_IT,
    "as long as what it follows from is kept": BELONGS_TO_IT,
    "until it is removed, or the account is gone": _("until you remove it, or the account is gone"),
    "until the link is ended, or the account is gone": _("until you end the link, or the account is gone"),
    "400 days after it was accepted, else 3 years after it was written and the term was over": _("400 days after it was taken over; if nobody did, 3 years after the term was over"),
    "90 days after it was closed": _("90 days after it was settled"),
    "until the person deletes it": _("until the person deletes it"),
    "until the person deletes it, or 2 years after their last affiliation and office ended": _("until the person deletes it, or 2 years after their last place in an organisation, office and seat ended"),
    "until the organisation's records are removed, at the latest 7 years after its last membership ended; the name of one that signed or promised something stays": _("until the organisation’s records are removed, at the latest 7 years after its last membership ended; the name of one that signed or promised something stays"),
    "until it ends: at most eight hours": _("until it ends: at most eight hours"),
    "until it is used or a quarter of an hour is over": _("until it is used, or a quarter of an hour is over"),
    "an hour after it was last used": _("an hour after it was last used"),
    "as many days after its answer as the alliance keeps requests, 400 days unanswered": _("%(requests)s days after its answer, 400 days without one"),
    "until as many days after its end as the alliance keeps requests": _("until %(requests)s days after its end"),
    "90 days after it was read, 400 days unread": _("90 days after it was read, 400 days unread"),
    "60 days": _("60 days"),
    "until the address is proved to work, or the account is gone": _("until the address is proved to work, or the account is gone"),
    "until the demo starts over": _("until the demonstration starts over"),
    "24 hours": _("the file itself: 24 hours"),
    "7 days": _("what is needed to take it back: 8 days"),
    "a day if nothing was brought in, else 13 months": _("that it was brought in, with numbers alone: 13 months; if it was not, a day"),
    "13 months": _("13 months"),
    "a draft a month, the look before until it changes again": _("a draft a month, what was shown before until it changes again"),
    "until it is given up for the shipped text": _("until they are given up"),
    "two weeks after the work was done": _("two weeks after the work was done"),
}  # fmt: skip
