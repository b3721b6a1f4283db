"""The components of the face: each gives the markup that the style sheet knows."""

from django import template

register = template.Library()
