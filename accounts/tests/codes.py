"""Second factors for tests, and the codes that an app would show."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from tests.builders import PASSWORD

LOGIN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"


def give_app(person) -> str:
    """The secret in the app."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def give_recovery_codes(person) -> list[str]:
    return RecoveryCodes.activate(person).generate_codes()


def code_of(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def wrong_code(secret: str) -> str:
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in shown_now(secret))


def shown_now(secret: str) -> list[str]:
    return [code_of(secret, step) for step in (-2, -1, 0, 1, 2)]


def give_password(client, name="alice", password=PASSWORD, **values):
    return client.post(LOGIN, {"login": f"{name}@example.org", "password": password, **values})


def give_code(client, code):
    return client.post(CODE, {"code": code})


def confirm(client, password=PASSWORD):
    """Shows once more who it is, as pages that matter ask."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session
