from django import template

from .. import nearest

register = template.Library()
register.simple_tag(nearest.nearest_pieces)
