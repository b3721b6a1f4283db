"""The words for this room's codes, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from answerable.kit.own_texts.checking import WORDS as OF_TEXTS

from ..queries import naming
from ..rules.services import Cost, Whom
from ..rules.words import (
    ApproachState,
    BodyKind,
    Constituency,
    Counted,
    EndReason,
    InvitationState,
    Level,
    Measure,
    Office,
    Visibility,
)

Words = dict[str, Promise]
Sayings = dict[str, str | Promise]

KINDS: Words = naming.KINDS
NEEDS: Words = naming.NEEDS
STATES: Words = naming.STATES
OFFICES: Words = naming.OFFICES
kind_name = naming.kind_name
need_name = naming.need_name
LEVELS: Words = {
    Level.ALLIANCE: _("alliance"),
    Level.REGION: _("region"),
    Level.COUNTRY: _("country network"),
    Level.LOCAL: _("local network"),
}
OFFICE_DEEDS: Words = {
    Office.SECRETARIAT: _("keeps the records of the whole alliance; never sees a concern"),
    Office.COORDINATOR: _("keeps the records of this network and of those below it; never sees a concern"),
    Office.FOCAL_POINT: _("keeps the organisation’s own card and its people"),
    Office.FACILITATOR: _("runs trainings and sessions"),
    Office.EDITOR: _("drafts and publishes texts"),
    Office.PARTNER: _("speaks for a women’s-rights organisation"),
    Office.BOARD: _("sits on the board"),
    Office.COMMITTEE: _("sits on a committee"),
    Office.INTERN: _("works along for a time; the office opens nothing by itself"),
    Office.CONSULTANT: _("works on a task for a time; the office opens nothing by itself"),
}
BODIES: Words = {
    BodyKind.BOARD: _("Board"),
    BodyKind.STEERING: _("Steering committee"),
    BodyKind.ADVISORY: _("Advisory council"),
    BodyKind.SECRETARIAT: _("Secretariat"),
    BodyKind.ASSEMBLY: _("Assembly"),
    BodyKind.WORKING: _("Working group"),
}
CONSTITUENCIES: Words = {
    Constituency.OPEN: _("open seat"),
    Constituency.WOMENS_RIGHTS: _("seat for women’s rights"),
    Constituency.YOUTH: _("seat for youth"),
    Constituency.LGBTIQ: _("seat for LGBTIQ rights"),
    Constituency.REGION: _("seat of a region"),
    Constituency.AT_LARGE: _("seat at large"),
}
MEASURES: Words = {
    Measure.WOMENS_RIGHTS_ORGANISATIONS: _("Women’s-rights organisations"),
    Measure.WOMEN: _("Women"),
    Measure.YOUTH: _("Young people"),
    Measure.LGBTIQ: _("LGBTIQ people"),
    Measure.GLOBAL_SOUTH: _("People from the Global South"),
}
VISIBILITIES: Words = {
    Visibility.PUBLIC: _("Everyone, on the public pages"),
    Visibility.MEMBERS: _("Members of the alliance who are signed in"),
    Visibility.NETWORK: _("Only its own networks, and those who keep their records"),
}
END_REASONS: Words = {
    EndReason.TIME_OVER: _("The term was over"),
    EndReason.OWN_WISH: _("At their own wish"),
    EndReason.OTHER_TASK: _("Took on something else"),
    EndReason.LEFT_ORGANISATION: _("Left the organisation"),
    EndReason.ARRANGED_ANEW: _("The work was arranged anew"),
}
INVITATIONS: Words = {
    InvitationState.SENT: pgettext_lazy("invitation", "Sent"),
    InvitationState.OPENED: pgettext_lazy("invitation", "Opened"),
    InvitationState.ACCEPTED: pgettext_lazy("invitation", "Accepted"),
    InvitationState.DECLINED: pgettext_lazy("invitation", "Declined"),
    InvitationState.EXPIRED: pgettext_lazy("invitation", "Expired"),
    InvitationState.WITHDRAWN: pgettext_lazy("invitation", "Withdrawn"),
    InvitationState.BOUNCED: pgettext_lazy("invitation", "Came back"),
}
INVITATION_STATUS: dict[str, str] = {
    InvitationState.SENT: "start", InvitationState.OPENED: "part", InvitationState.ACCEPTED: "ok",
    InvitationState.DECLINED: "none", InvitationState.EXPIRED: "late", InvitationState.WITHDRAWN: "na",
    InvitationState.BOUNCED: "late",
}  # fmt: skip
APPROACH_STATUS: dict[str, str] = {
    ApproachState.WAITING: "start", ApproachState.QUESTIONED: "part", ApproachState.ACCEPTED: "ok",
    ApproachState.DECLINED: "none", ApproachState.WITHDRAWN: "na",
}  # fmt: skip
APPROACHES: Words = {
    ApproachState.WAITING: pgettext_lazy("request", "Waits for an answer"),
    ApproachState.QUESTIONED: pgettext_lazy("request", "More was asked for"),
    ApproachState.ACCEPTED: pgettext_lazy("request", "Accepted"),
    ApproachState.DECLINED: pgettext_lazy("request", "Declined"),
    ApproachState.WITHDRAWN: pgettext_lazy("request", "Taken back"),
}
LEFT_OUT: Words = {
    "no_address": _("no e-mail address is recorded"),
    "invited_already": _("an invitation is on its way"),
    "has_speaker": _("somebody signs in for it already"),
    "at_risk": _("it is at risk: weigh this by itself"),
    "same_address": _("another one of these has the same address"),
    "mailed_often_enough": _("this address was mailed often enough this month"),
}
COUNTED: Words = {
    Counted.ORGANISATIONS: _("Organisations"),
    Counted.NETWORKS: _("Networks"),
    Counted.COUNTRIES: _("Countries"),
    Counted.PEOPLE: _("People"),
}
COSTS: Words = {Cost.FREE: _("free"), Cost.PARTLY: _("partly free"), Cost.PAID: _("has to be paid")}
SERVES: Words = {
    Whom.EVERYBODY: _("everybody"),
    Whom.WOMEN: _("women"),
    Whom.CHILDREN: _("children"),
    Whom.YOUNG: _("young people"),
    Whom.MEN: _("men"),
    Whom.LGBTIQ: _("LGBTIQ people"),
    Whom.DISABLED: _("people with disabilities"),
    Whom.MIGRANTS: _("migrants and refugees"),
}
REFUSALS: Sayings = {
    **OF_TEXTS,
    "name_needed": _("Give a name."),
    "email_needed": _("Give an e-mail address: it is where the sign-in code goes."),
    "email_taken": _("Somebody signs in with this address already."),
    "has_account": _("This person can sign in already."),
    "level_does_not_fit": _("A network of this kind cannot stand there: regions stand under the alliance, countries under a region, local networks under a country."),
    "cannot_stand_under_itself": _("A network cannot stand under itself or under a network that is below it."),
    "network_closed": _("This network is closed."),
    "country_has_network": _("This country has a network already."),
    "networks_below_are_open": _("Close or move the networks below it first."),
    "organisations_still_belong": _("Organisations still belong to it: move or end their membership first."),
    "work_unfinished": _("A text is still being written there. It is finished or given up first."),
    "team_reads_there": _("A team reads concerns for it, and its channel is open. The team closes the channel first."),
    "bodies_are_open": _("Its bodies are still open: close them first."),
    "alliance_stays_open": _("The alliance itself cannot be closed."),
    "in_the_future": _("This day is still to come. Give today or an earlier day."),
    "before_its_last_move": _("The network has moved since then. Give that day or a later one."),
    "before_its_last_state": _("The membership has changed since then. Give that day or a later one."),
    "ends_before_it_starts": _("The end lies before the beginning."),
    "ends_earlier_already": _("It ends earlier than that already. Ending it cannot make it longer."),
    "others_keep_places": _("This person also stands at places whose records others keep. Ask whoever keeps them all."),
    "others_keep_them": _("Others keep this person’s record. Ask them, or invite the person by mail."),
    "edited_meanwhile": _("Somebody else saved other words meanwhile. Both are shown: put together what should stand, and save again. Nothing is lost."),
    "hidden_meanwhile": _("Somebody else changed this while your page was open. See how it stands now, and say again what you want."),
    "only_they_widen": _("This person signs in: only they can show their name to more people."),
    "membership_cannot_move_so": _("A membership cannot move from its present state to this one."),
    "reason_needed": _("Say why, in a sentence: the organisation has a right to know."),
    "belongs_already": _("The organisation belongs to this network already."),
    "others_keep_it": _("Others keep this organisation’s records. Ask them, from your network’s list of organisations."),
    "nobody_to_ask": _("Nobody has to be asked for this."),
    "place_asked_already": _("This was asked already, and waits for an answer."),
    "place_declined_lately": _("They said no in the last %(days)s days. Talk with them first."),
    "kind_unknown": _("There is no such kind of organisation: %(kind)s."),
    "people_stand_for_it": _("People stand for this organisation. End their offices, seats and affiliations first, or end its membership instead."),
    "named_elsewhere": _("Other records speak of this organisation by now, for example what it signed or promised: it stays."),
    "office_stands_elsewhere": _("A focal point or partner representative stands at an organisation; every other office at a network."),
    "office_held_already": _("This person holds the office in those days already."),
    "former_member": _("This person’s data was deleted; nothing can be added to it."),
    "last_of_secretariat": _("Nobody else would be left in the secretariat. Grant the office to somebody first."),
    "looks_like_one": _("An organisation of nearly this name is recorded already. Look at it first. If yours is another one, say so here."),
    "handed_over_too_early": _("The earliest day is %(day)s: the one before holds the office for a day at least."),
    "same_person": _("Choose another person to hand over to."),
    "affiliated_already": _("This person is in the organisation in those days already."),
    "terms_overlap": _("Somebody else holds this seat in those days. End that term first, or choose other days."),
    "sits_already": _("This person holds another seat on this body in those days."),
    "organisation_sits_already": _(
        "This organisation holds as many seats on this body in those days as one organisation may: %(most)s."
    ),
    "seats_out_of_range": _("Give a number from 1 to %(most)s."),
    "seat_closed": _("This seat is closed."),
    "body_closed": _("This body is closed."),
    "seat_needs_womens_rights_organisation": _("This seat is kept for women’s rights: it needs a women-led organisation with women’s rights at its core. Its card must say so first."),
    "number_or_share": _("Give either a number or a share, not both."),
    "share_out_of_range": _("A share lies between 1 and 100 per cent."),
    "source_needed": _("Say where the figure comes from."),
    "language_needed": _("Choose at least one language."),
    "measure_unknown": _("This cannot be declared here."),
    "sheet_unreadable": _("%(why)s"),
    "code_wrong": _("This is not the right code."),
    "mail_failed": _("The test mail could not be handed over (%(why)s). See address, user and password."),
    "logo_too_large": _("This picture is too large: at most 2 MB and 4 million points."),
    "logo_no_picture": _("This file is no PNG, JPEG or WebP picture that can be read."),
    "office_unknown": _("There is no such office."),
    "hours_out_of_range": _("Give a number of hours from 1 to %(most)s."),
    "way_needed": _("Say how you made sure."),
    "confirmed_already": _("You made sure already, or two others did."),
    "closed_already": _("It is settled already."),
    "way_to_reach_needed": _("Say at least one way to reach it: telephone, text message, web address, chat, or in person."),
    "somewhere_needed": _("Say in which countries it helps, or that it helps everywhere."),
    "everywhere_or_countries": _("Either everywhere or some countries, not both."),
    "need_needed": _("Choose at least one: without it nobody finds the service."),
    "telephone_unclear": _("Write the number in figures, as one dials it: for example +999 20 555 0100."),
    "step_always_needed": _("This step is needed."),
    "set_up_already": _("The alliance is set up already."),
    "people_are_invited": _("Somebody was invited to this organisation, or says they work there. Answer them first, or end its membership instead."),
    "no_mail": _("No mail is set up, so that nothing can be sent. The secretariat sets it up under Mail."),
    "nobody_to_invite": _("None of these can be invited now. Each is listed below with why."),
    "too_many_at_once": _("At most %(most)s can be invited at once. Invite these first, then the others."),
    "invited_already": _("An invitation to this address is on its way already."),
    "mailed_often_enough": _("This address was mailed often enough this month."),
    "mailed_a_moment_ago": _("It was mailed in the last %(pause)s days. Give people time to read it."),
    "invitation_is_over": _("This invitation is over."),
    "days_out_of_range": _("Choose from %(least)s to %(most)s days."),
    "address_not_proved": _("This address is not the one that was proved."),
    "way_in_closed": _("This way in is closed. Ask those who keep the records of your network."),
    "asked_often_enough": _("Several requests of yours wait for an answer. Please wait for these first."),
    "too_many_ask_today": _("Very many people ask today. Please come back tomorrow."),
    "nobody_answers": _("Nobody can answer here yet."),
    "answered_already": _("This was answered already."),
    "words_needed": _("Say it in a sentence or two: whoever asked reads it."),
    "organisation_needed": _("Choose the organisation that is meant."),
    "different": _("The two are not the same. Type the new password twice."),
    "language_unknown": _("There is no such language here."),
    "language_there_already": _("This language is there already."),
    "language_is_the_first": _("This is the alliance’s own language. Choose another one as its own first, under languages and time zone."),
    "language_is_shipped": _("This language comes with the program and cannot be removed; it can be withdrawn."),
    "language_is_offered": _("This language is offered. Withdraw it first."),
    "reader_needed": _("Say who has read it, as they wish to be called."),
    "no_look_before": _("There is nothing to go back to."),
    "no_logo_for_icon": _("There is no logo to make it from. Choose a picture."),
    "say_why": _("Say why, in a sentence."),
    "merge_with_itself": _("This is the same record. Choose another one."),
    "merged_already": _("One of the two was merged already."),
    "one_is_suspended": _("One of the two is suspended in a network in which the other one is not. Settle that first."),
    "one_stands_below_the_other": _("One of the two stands below the other. Move it first."),
    "levels_differ": _("Only networks of the same kind can become one."),
    "requests_wait_there": _("Requests wait there for an answer. Answer them first."),
    "too_many_terms": _("This body’s rules allow a person %(most)s terms in a row. Choose somebody else, or days after a pause."),
    "term_has_no_end": _("This term has no end yet, so there is nothing to renew."),
    "overlap_too_long": _("Two may hold one office for at most %(most)s days."),
    "nothing_written": _("Nothing is written yet."),
    "note_too_long": _("This note is too long: at most 4000 letters, with what was written before."),
    "things_too_long": _("At most 40 open things, each of 300 letters at most."),
    "nothing_to_accept": _("There is nothing to take over."),
    "coordinated_already": _("Somebody coordinates this network on that day."),
    "interim_too_long": _("Somebody for a while holds the office for a year at most."),
    "leads_unclear": _("Write one to five numbers of days, from 1 to 365: for example 60, 14."),
    "merge_stands": _("This merge can no longer be undone."),
    "merged_further": _("This record was merged with another one since. Undo that first."),
    "texts_heading": _("The first row has to hold the headings that the file had: %(missing)s is missing."),
    "texts_too_large": _("This file is larger than %(megabytes)s MB. Divide it into several files."),
    "texts_other_language": _("This file says that it is in another language: %(language)s."),
    "texts_encoding": _("The letters of this file cannot be read. Save it again as UTF-8."),
    "texts_no_po": _("This is no file of words: a .po file holds lines that begin with msgid."),
    "texts_broken_po": _("This file of words is broken at line %(line)s."),
    "texts_plural_rule": _("The rule of number of this file cannot be read (Plural-Forms)."),
}  # fmt: skip
