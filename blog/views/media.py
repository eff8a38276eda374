from django.http import Http404


def serve(request, name):
    raise Http404
