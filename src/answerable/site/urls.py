"""Every address of the product, gathered from the doors."""

from django.urls import include, path

urlpatterns = [
    path("", include("answerable.site.doors.public")),
    path("", include("answerable.site.doors.members")),
    path("", include("answerable.site.doors.desk")),
    path("", include("answerable.site.doors.raising")),
    path("", include("answerable.site.doors.cases")),
]
handler400 = "answerable.site.faults.bad_request"
handler403 = "answerable.site.faults.refused"
handler404 = "answerable.site.faults.not_found"
handler500 = "answerable.site.faults.broken"
