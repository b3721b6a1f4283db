"""The addresses of local codes."""

from django.urls import path

from . import aligning, answers, clauses, deciding, moments, partners, people, process, template, tongues

ONE = "n/<slug:slug>/code/<int:pk>"
CLAUSE = f"{ONE}/clauses/<int:clause_pk>"

urlpatterns = [
    path("n/<slug:slug>/code", process.listed, name="local_codes"),
    path("n/<slug:slug>/code/begin", process.begin, name="local_code_begin"),
    path(ONE, process.one, name="local_code_one"),
    path(f"{ONE}/open", process.open_up, name="local_code_open"),
    path(f"{ONE}/terms", process.terms, name="local_code_terms"),
    path(f"{ONE}/take-up-again", process.take_up_again, name="local_code_take_up"),
    path(f"{ONE}/give-up", process.give_up, name="local_code_give_up"),
    path(f"{ONE}/whole", clauses.whole, name="local_whole"),
    path(f"{ONE}/clauses/new", clauses.add, name="local_clause_add"),
    path(CLAUSE, clauses.clause, name="local_clause"),
    path(f"{CLAUSE}/in/<slug:tongue>", tongues.write, name="local_clause_in"),
    path(f"{ONE}/languages/new", tongues.begin, name="local_language_add"),
    path(f"{ONE}/languages/<slug:tongue>", tongues.one, name="local_language"),
    path(f"{ONE}/languages/<slug:tongue>/ready", tongues.ready, name="local_language_ready"),
    path(f"{ONE}/languages/<slug:tongue>/not-ready", tongues.not_ready, name="local_language_not_ready"),
    path(f"{CLAUSE}/edit", clauses.edit, name="local_clause_edit"),
    path(f"{CLAUSE}/history", clauses.history, name="local_clause_history"),
    path(f"{CLAUSE}/take-out", clauses.take_out, name="local_clause_take_out"),
    path(f"{CLAUSE}/put-back", clauses.put_back, name="local_clause_put_back"),
    path(f"{CLAUSE}/up", clauses.move_up, name="local_clause_up"),
    path(f"{ONE}/answers", answers.desk, name="local_answers"),
    path(f"{ONE}/said/<uuid:key>", answers.one, name="local_said"),
    path(f"{ONE}/said/<uuid:key>/take-up", answers.take_up, name="local_take_up"),
    path(f"{ONE}/comparison", aligning.listed, name="local_alignment"),
    path(f"{ONE}/comparison/<int:clause_pk>", aligning.one, name="local_compare"),
    path(f"{ONE}/moments", moments.listed, name="local_moments"),
    path(f"{ONE}/moments/new", moments.add, name="local_moment_add"),
    path(f"{ONE}/moments/<int:moment_pk>", moments.one, name="local_moment"),
    path(f"{ONE}/moments/<int:moment_pk>/take-away", moments.take_away, name="local_moment_take_away"),
    path(f"{ONE}/people", people.listed, name="local_people"),
    path(f"{ONE}/people/invite", people.invite, name="local_invite"),
    path(f"{ONE}/people/organisations", people.invite_organisations, name="local_invite_organisations"),
    path(f"{ONE}/people/<int:row_pk>/end", people.end, name="local_end_taking_part"),
    path(f"{ONE}/partners", partners.listed, name="local_code_partners"),
    path(f"{ONE}/partners/ask", partners.ask_one, name="local_ask_partner"),
    path(f"{ONE}/decide", deciding.decide, name="local_decide"),
    path(f"{ONE}/decisions/<int:decision_pk>/voice", deciding.voice, name="local_voice"),
    path("o/<slug:slug>/asked", partners.asked_of_us, name="asked_of_us"),
    path("o/<slug:slug>/asked/decline", partners.decline_all, name="decline_all_asked"),
    path("o/<slug:slug>/asked/<int:pk>", partners.say, name="say_as_partner"),
    path("o/<slug:slug>/asked/<int:pk>/decline", partners.decline, name="decline_asked"),
    path("me/said", answers.mine, name="my_contributions"),
    path("me/said/<uuid:key>/back", answers.back, name="take_back_contribution"),
    path("secretariat/moments", template.listed, name="template_moments"),
    path("secretariat/moments/<int:order>/drop", template.drop, name="template_drop"),
    path("secretariat/moments/<int:order>/<slug:tongue>", template.write, name="template_write"),
    path("secretariat/moments/<int:order>/<slug:tongue>/reset", template.reset, name="template_reset"),
]
