import secrets


def avatar_path(user, filename: str) -> str:
    """Avatars are re-encoded before they are kept (see accounts.forms); the name tells nothing of the upload's."""
    return f"avatars/{secrets.token_hex(12)}.webp"
