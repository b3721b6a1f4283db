"""The addresses of one subject’s standing: its desk, its duties, claims, help."""

from django.urls import URLPattern, URLResolver, path

from .subjects import claims, desk, duty, helping, history, offers, saying

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/standing", desk.mine, name="my_standing"),
    path("standing/of/<uuid:key>", desk.desk, name="standing_subject"),
    path("standing/of/<uuid:key>/history", history.history, name="standing_history"),
    path("standing/of/<uuid:key>/<slug:number>", duty.duty, name="standing_duty"),
    path("standing/of/<uuid:key>/<slug:number>/say", saying.say, name="standing_say"),
    path("standing/of/<uuid:key>/<slug:number>/unfit", saying.unfit, name="standing_unfit"),
    path("standing/of/<uuid:key>/<slug:number>/fits", saying.fits, name="standing_fits"),
    path("standing/of/<uuid:key>/<slug:number>/help", saying.ask_help, name="standing_ask_help"),
    path("claims/<uuid:key>", claims.claim, name="claim"),
    path("claims/<uuid:key>/document", claims.document, name="claim_document"),
    path("claims/<uuid:key>/confirm", claims.confirm, name="claim_confirm"),
    path("claims/<uuid:key>/more", claims.ask_back, name="claim_ask_back"),
    path("claims/<uuid:key>/vouch", claims.vouch, name="claim_vouch"),
    path("claims/<uuid:key>/confirm/back", claims.withdraw_confirmation, name="claim_withdraw_confirmation"),
    path("claims/<uuid:key>/vouch/back", claims.withdraw_vouch, name="claim_withdraw_vouch"),
    path("claims/<uuid:key>/back", claims.take_back, name="claim_take_back"),
    path("asked-for-help", helping.listed, name="help"),
    path("asked-for-help/<uuid:key>", helping.one, name="help_request"),
    path("asked-for-help/<uuid:key>/offer", helping.offer, name="help_offer"),
    path("asked-for-help/<uuid:key>/answer", helping.answer, name="help_answer"),
    path("asked-for-help/<uuid:key>/reply", helping.reply, name="help_reply"),
    path("asked-for-help/<uuid:key>/close", helping.close, name="help_close"),
    path("o/<slug:slug>/offers", offers.listed, name="offers"),
    path("o/<slug:slug>/vouching", offers.may_vouch, name="may_vouch"),
    path("o/<slug:slug>/offers/new", offers.add, name="offer_add"),
    path("o/<slug:slug>/offers/<int:pk>/end", offers.end, name="offer_end"),
]
