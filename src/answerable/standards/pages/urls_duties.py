"""The addresses of duties: what is asked, and where it is edited."""

from django.urls import URLPattern, URLResolver, path

from .duties import asking, desk, reading, tongues

DESK = "secretariat/duties"

urlpatterns: list[URLPattern | URLResolver] = [
    path("duties", reading.duties, name="duties"),
    path("duties/<slug:number>", reading.duty, name="duty"),
    path(DESK, desk.duties, name="desk_duties"),
    path(f"{DESK}/take-in", desk.take_in, name="duties_take_in"),
    path(f"{DESK}/new", asking.new, name="duty_new"),
    path(f"{DESK}/of/<slug:number>", desk.one, name="desk_duty"),
    path(f"{DESK}/of/<slug:number>/otherwise", asking.otherwise, name="duty_otherwise"),
    path(f"{DESK}/of/<slug:number>/first", desk.first, name="duty_first"),
    path(f"{DESK}/of/<slug:number>/give-up", desk.give_up, name="duty_give_up"),
    path(f"{DESK}/of/<slug:number>/<int:version>/in/<slug:tongue>", tongues.one, name="duty_words"),
]
