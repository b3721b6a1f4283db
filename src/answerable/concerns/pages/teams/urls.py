"""The addresses of teams. Those of keys and of the team itself are nowhere for whoever reads for none."""

from django.urls import URLPattern, URLResolver, path

from . import joining, keeping, keys, members, steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/team/", steps.team, name="team"),
    path("cases/team/words", steps.words, name="team_words"),
    path("cases/team/rehearsal", steps.rehearsal, name="team_rehearsal"),
    path("cases/team/channel", steps.channel, name="team_channel"),
    path("cases/team/people", members.people, name="team_people"),
    path("cases/team/people/propose", members.propose, name="team_propose"),
    path("cases/team/people/<uuid:key>/hand-on", members.hand_on, name="team_hand_on"),
    path("cases/team/people/<uuid:key>/past", joining.past, name="team_past"),
    path("cases/team/keys", keys.make, name="my_keys"),
    path("cases/team/keys/words", keys.other_words, name="my_words"),
    path("cases/team/keys/passphrase", keys.passphrase, name="my_passphrase"),
    path("cases/team/keys/recover", keys.recover, name="my_keys_by_words"),
    path("cases/team/keys/anew", keys.anew, name="my_keys_anew"),
    path("cases/team/all", keeping.teams, name="response_teams"),
    path("cases/team/set-up", keeping.set_up, name="response_team_set_up"),
    path("cases/team/all/<uuid:key>", keeping.team, name="response_team"),
    path("cases/team/all/<uuid:key>/name", keeping.name, name="response_team_name"),
    path("cases/team/all/<uuid:key>/<uuid:handler>", keeping.take_back, name="response_team_take_back"),
]
