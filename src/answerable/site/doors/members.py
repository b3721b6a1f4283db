"""What those who are signed in may open."""

from django.urls import URLPattern, URLResolver, include, path

from ..pages import me

urlpatterns: list[URLPattern | URLResolver] = [
    path("me", me.me, name="me"),
    path("me/tasks", me.tasks, name="my_tasks"),
    path("me/about", me.about, name="me_about"),
    path("me/declaration", me.declaration, name="me_declaration"),
    path("me/download", me.download, name="me_download"),
    path("me/delete", me.delete, name="me_delete"),
    path("", include("answerable.notices.pages.urls")),
]
