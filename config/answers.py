from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: the POST is done, look there."""

    status_code = 303
