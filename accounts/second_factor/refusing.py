"""allauth answers 200 whatever is wrong with a form; here what is refused says so, and codes nobody can read, too."""

from django.shortcuts import render

from .secrets import Unreadable

PAGES = ("/accounts/2fa/", "/accounts/reauthenticate/")
FORMS = ("form", "webauthn_form")


class Refusals:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if request.method == "POST" and request.path_info.startswith(PAGES):
            forms = [form for name in FORMS if (form := (response.context_data or {}).get(name))]
            _refuse(response, [error for form in forms for error in _errors(form)])
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Unreadable):
            return render(request, "accounts/codes_unreadable.html", status=409)
        return None


def _errors(form) -> list:
    return [error for errors in form.errors.as_data().values() for error in errors] if form.is_bound else []


def _refuse(response, errors: list) -> None:
    waits = [error.params["wait"] for error in errors if error.code == "limited"]
    if waits:
        response.status_code = 429
        response.headers["Retry-After"] = str(max(waits))
    elif errors:
        response.status_code = 422
