from django.http import Http404


def print_sheet(request, **address):
    raise Http404


def pdf(request, **address):
    raise Http404


def email(request, **address):
    raise Http404
