"""Reads settings from the environment, loudly: a wrong value stops the process and names its variable."""

import ipaddress
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

TRUE = {"true", "1", "yes", "on"}
FALSE = {"false", "0", "no", "off"}


def text(name: str, default: str = "") -> str:
    return env.str(name, default=default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value!r}: write one of {', '.join(sorted(TRUE | FALSE))}.")
    return value in TRUE


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list; empty entries do not count."""
    return [word.strip() for word in text(name, ",".join(default)).split(",") if word.strip()]


def choice(name: str, default: str, known: list[str]) -> str:
    value = text(name, default)
    if value not in known:
        raise ImproperlyConfigured(f"{name}={value!r}: write one of {', '.join(known)}.")
    return value


def site_url(name: str, default: str) -> str:
    """The public address, scheme and host only, without a slash at the end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name}={value!r}: write the site's address, like https://example.org.")
    return value


def networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    try:
        return [ipaddress.ip_network(word, strict=False) for word in words(name, [])]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Write networks like 10.0.0.0/8, ::1/128.") from error


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except Exception as error:
        raise ImproperlyConfigured(f"{name}={value!r}: no such zone. Write one like Europe/Paris.") from error
    return value


def database(name: str, default: str) -> dict:
    """Django's dictionary for a database address; only SQLite and PostgreSQL are known."""
    try:
        values = env.db_url_config(text(name) or default)
    except Exception as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error
    if values.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise ImproperlyConfigured(f"{name}: write sqlite:///path or postgres://user:password@host/name.")
    return values


def cache(name: str, default: str) -> dict:
    try:
        return env.cache_url_config(text(name) or default)
    except Exception as error:
        raise ImproperlyConfigured(f"{name}: {error}. Write dbcache://site_cache or redis://host:6379/0.") from error


def mail(name: str, default: str) -> dict:
    """EMAIL_* settings for a mail address like smtp+tls://user:password@host:587."""
    value = text(name) or default
    try:
        return env.email_url_config(value)
    except Exception as error:
        known = "consolemail://, smtp://host:25, smtp+tls://user:password@host:587 or smtp+ssl://…:465"
        raise ImproperlyConfigured(f"{name}={urlsplit(value).scheme}://…: write {known}.") from error


def secret_key(data_dir: Path) -> str:
    """SECRET_KEY, or what SECRET_KEY_FILE holds, or a key made once and kept in DATA_DIR."""
    if key := text("SECRET_KEY"):
        return key
    path = Path(text("SECRET_KEY_FILE") or data_dir / "secret_key")
    if not path.exists():
        if text("SECRET_KEY_FILE"):
            raise ImproperlyConfigured(f"SECRET_KEY_FILE={path}: there is no such file.")
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def _write_once(path: Path, content: str) -> None:
    """Two processes may start at the same moment: only the first may write, and nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
