"""The addresses of this room."""

from django.urls import path

from . import listing, making, moving, plans, saying, showing

urlpatterns = [
    path("commitments", listing.listed, name="commitments"),
    path("commitments/mine", listing.mine, name="my_commitments"),
    path("commitments/new", making.make, name="make_commitment"),
    path("commitments/plan", plans.begin, name="plan_begin"),
    path("plans/<uuid:key>", plans.show, name="plan_show"),
    path("plans/<uuid:key>/columns", plans.columns, name="plan_columns"),
    path("plans/<uuid:key>/dates", plans.date_order, name="plan_dates"),
    path("plans/<uuid:key>/bring-in", plans.bring_in, name="plan_bring_in"),
    path("plans/<uuid:key>/undo", plans.undo, name="plan_undo"),
    path("plans/<uuid:key>/left-out.csv", plans.left_out, name="plan_left_out"),
    path("commitments/<uuid:key>", showing.one, name="commitment"),
    path("commitments/<uuid:key>/done", moving.done, name="commitment_done"),
    path("commitments/<uuid:key>/not-kept", moving.not_kept, name="commitment_not_kept"),
    path("commitments/<uuid:key>/again", moving.again, name="commitment_again"),
    path("commitments/<uuid:key>/day", moving.day, name="commitment_day"),
    path("commitments/<uuid:key>/words", moving.words, name="commitment_words"),
    path("commitments/<uuid:key>/language", moving.tongue, name="commitment_language"),
    path("commitments/<uuid:key>/readers", moving.readers, name="commitment_readers"),
    path("commitments/<uuid:key>/steps", moving.steps, name="commitment_steps"),
    path("commitments/<uuid:key>/steps/done", moving.tick, name="commitment_steps_done"),
    path("commitments/<uuid:key>/steps/<int:pk>", moving.step, name="commitment_step"),
    path("commitments/<uuid:key>/release", moving.release, name="commitment_release"),
    path("commitments/<uuid:key>/let-go", saying.let_go, name="commitment_let_go"),
    path("commitments/<uuid:key>/evidence", saying.evidence, name="commitment_evidence"),
    path("commitments/<uuid:key>/evidence/<uuid:piece>", showing.file, name="commitment_file"),
    path("commitments/<uuid:key>/evidence/<uuid:piece>/back", saying.remove_evidence, name="commitment_evidence_back"),
    path("commitments/<uuid:key>/comment", saying.comment, name="commitment_comment"),
    path("commitments/<uuid:key>/otherwise", saying.otherwise, name="commitment_otherwise"),
    path("commitments/<uuid:key>/said/<uuid:piece>/back", saying.remove_comment, name="commitment_comment_back"),
]
