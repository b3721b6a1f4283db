"""What anybody may open."""

from django.urls import URLPattern, URLResolver, include, path

from answerable.concerns.pages.marks import marks

from ..pages import about, begin, home, house, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("begin", begin.begin, name="begin"),
    path("search", search.search, name="search"),
    path("healthz", house.healthz, name="healthz"),
    path("theme.css", house.theme, name="theme"),
    path("logo.png", house.logo, name="logo"),
    path("icon.png", house.icon, name="icon"),
    path("marks", marks, name="book_marks"),
    path("privacy", about.privacy, name="privacy"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("languages", about.languages, name="languages"),
    path("", include("answerable.alliance.pages.urls")),
    path("", include("answerable.conduct.pages.urls")),
    path("", include("answerable.commitments.pages.urls")),
    path("", include("answerable.standards.pages.urls")),
    path("", include("answerable.questions.pages.urls")),
    path("", include("answerable.access.pages.urls")),
    path("", include("answerable.demo.urls")),
]
