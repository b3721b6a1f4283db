"""The addresses of the post room."""

from django.urls import URLPattern, URLResolver, path

from . import demo, links, mine, words

members: list[URLPattern | URLResolver] = [
    path("me/notices", mine.mine, name="my_notices"),
    path("me/notices/read", mine.read_all, name="read_all_notices"),
    path("me/notices/by-mail", mine.by_mail, name="notices_by_mail"),
    path("me/notices/kinds", mine.by_kind, name="notices_by_kind"),
    path("me/notices/works-again", mine.works_again, name="address_works_again"),
    path("me/notices/<uuid:notice>/read", mine.read, name="read_notice"),
    path("secretariat/mails", words.all_mails, name="secretariat_mails"),
    path("secretariat/mails/<slug:tongue>/<str:message>", words.one_mail, name="secretariat_one_mail"),
    path("secretariat/mails/<slug:tongue>/<str:message>/look", words.look, name="secretariat_mail_look"),
    path(
        "secretariat/mails/<slug:tongue>/<str:message>/shipped", words.back_to_shipped, name="secretariat_mail_shipped"
    ),
]
public: list[URLPattern | URLResolver] = [
    path("mail/done", links.done, name="mail_done"),
    path("mail/<slug:purpose>/<slug:sealed>", links.link, name="mail_link"),
    path("demo/mail", demo.demo_letters, name="demo_letters"),
    path("demo/mail/<int:letter>", demo.demo_letter, name="demo_letter"),
    path("demo/mail/<int:letter>/look", demo.demo_letter_look, name="demo_letter_look"),
]
urlpatterns = [*members, *public]
