"""What may be asked of a list of the admin."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpResponseBadRequest

# What the filters of Django write behind the name of their field.
OF_FILTERS = {"", "exact", "id__exact", "isnull"}
OF_DATES = {"gte", "lt"}


class NumberedRows:
    """For a ModelAdmin whose rows have numbers: an act on what is no number is a bad request."""

    def response_action(self, request, queryset, **options):  # from Django 6.1 on it says from where on the page
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(each.isascii() and each.isdecimal() and len(each) < 19 for each in chosen):
            return HttpResponseBadRequest(f"{ACTION_CHECKBOX_NAME}=<id>", content_type="text/plain")
        return super().response_action(request, queryset, **options)


class NarrowLookups:
    """
    For every ModelAdmin: Django lets the address ask any column of the model, hidden ones letter by letter. Here a list
    answers what one of its filters could have asked; anything else is a bad request.
    """

    def lookup_allowed(self, lookup, value, request):
        name, _sign, question = lookup.partition("__")
        names = {_name(each) for each in self.get_list_filter(request)}
        # A date at either end of the calendar falls off it in another time zone.
        is_date = question in OF_DATES and value.startswith(("1", "2"))
        return name in names and (is_date or question in OF_FILTERS)


def _name(list_filter) -> str:
    """A filter is a field, a field with a class, or a class with a parameter."""
    if isinstance(list_filter, tuple):
        return list_filter[0]
    return getattr(list_filter, "parameter_name", list_filter)
