"""What the secretariat's desk and one's own page say of the first steps."""

from django import template
from django.template import Context

from answerable.site.first_steps import FirstSteps, first_steps

register = template.Library()


@register.simple_tag(takes_context=True, name="first_steps")
def first_steps_of(context: Context) -> FirstSteps | None:
    """The first steps for whoever reads; nothing for those whom they do not concern."""
    actor = getattr(context.get("request"), "actor", None)
    return first_steps(actor) if actor and actor.is_known else None
