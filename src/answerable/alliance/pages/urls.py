"""The addresses of this room's public pages."""

from django.urls import path

from . import as_it_was, coming_in, directory, handovers, helping, outside, public

urlpatterns = [
    path("networks", public.tree, name="networks"),
    path("networks/<slug:slug>", public.network, name="network"),
    path("networks/<slug:slug>/history", as_it_was.network_past, name="network_past"),
    path("bodies/<slug:slug>", public.body, name="body"),
    path("bodies/<slug:slug>/history", as_it_was.body_past, name="body_past"),
    path("organisations", directory.organisations_page, name="organisations"),
    path("organisations/<slug:slug>", public.organisation, name="organisation"),
    path("organisations/<slug:slug>/mine", outside.introduce_at, name="introduce_at"),
    path("introduce", outside.introduce, name="introduce"),
    path("join", outside.apply, name="apply"),
    path("asked", outside.ask_now, name="ask_now"),
    path("requests/<uuid:key>", outside.status, name="request_status"),
    path("invitation", coming_in.invitation, name="invitation"),
    path("invitation/no", coming_in.decline, name="decline_invitation"),
    path("invitations/<str:token>", coming_in.link, name="invitation_link"),
    path("handovers", handovers.listed, name="handovers"),
    path("handovers/<slug:mark>", handovers.one, name="handover"),
    path("handovers/<slug:mark>/write", handovers.write, name="handover_write"),
    path("handovers/<slug:mark>/accept", handovers.accept, name="handover_accept"),
    path("help", helping.find, name="find_help"),
    path("help/told", helping.just_told, name="told"),
    path("map.png", public.world_map, name="world_map"),
]
