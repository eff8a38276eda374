from django.http import Http404


def preview(request):
    raise Http404


def upload(request):
    raise Http404
