from django.http import Http404


def permalink(request, pk):
    raise Http404


def edit(request, pk):
    raise Http404


def withdraw(request, pk):
    raise Http404


def decide(request, pk, key):
    raise Http404


def conversation(request, **address):
    raise Http404


def stamp(request, **address):
    raise Http404
