"""The addresses of the post room."""

from django.urls import URLPattern, URLResolver, path

from . import views

members: list[URLPattern | URLResolver] = [
    path("me/notices", views.mine, name="my_notices"),
    path("me/notices/read", views.read_all, name="read_all_notices"),
    path("me/notices/by-mail", views.by_mail, name="notices_by_mail"),
    path("me/notices/<uuid:notice>/read", views.read, name="read_notice"),
]
public: list[URLPattern | URLResolver] = [
    path("demo/mail", views.demo_letters, name="demo_letters"),
    path("demo/mail/<int:letter>", views.demo_letter, name="demo_letter"),
]
urlpatterns = [*members, *public]
