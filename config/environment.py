"""Reads settings from the environment, loudly: a wrong value stops the process and names its variable."""

import ipaddress
import os
import re
import secrets
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

TRUE = {"true", "1", "yes", "on"}
FALSE = {"false", "0", "no", "off"}
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\]|[0-9a-fA-F]*(:[0-9a-fA-F]*){2,}")


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


def hosts(name: str, default: list[str]) -> list[str]:
    """Bare names of hosts: no scheme, no port, no path."""
    found = words(name, default)
    for word in found:
        if not HOST.fullmatch(word):
            raise ImproperlyConfigured(f"{name}: {word!r} is no host. Write names like example.org, with commas.")
    return found


def site_url(name: str, default: str) -> str:
    """The public address, scheme and host only, without a slash at the end."""
    value = text(name, default).rstrip("/")
    if not re.fullmatch(r"https?://([\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\])(:\d+)?", value) or not _has_a_port(value):
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
    known = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
    if values.get("ENGINE") not in known or not values["NAME"]:
        raise ImproperlyConfigured(f"{name}: write sqlite:///path or postgres://user:password@host/name.")
    return values


def language(name: str, default: str) -> str:
    value = text(name, default)
    if not {value.lower(), value.lower().split("-")[0]} & set(LANG_INFO):
        raise ImproperlyConfigured(f"{name}={value!r}: no such language. Write a code like en, de or pt-br.")
    return value


def folder(name: str, default: Path) -> Path:
    """A folder that the site may write in; made if it is not there."""
    path = Path(text(name) or default).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={path}: the folder cannot be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name}={path}: the folder cannot be written in by this user.")
    return path


def cache(name: str, default: str) -> dict:
    known = "Write dbcache://site_cache or redis://host:6379/0."
    value = text(name) or default
    try:
        values = env.cache_url_config(value)
    except Exception as error:
        raise ImproperlyConfigured(f"{name}: {error}. {known}") from error
    if not _has_a_port(value) or (value.startswith("dbcache:") and values["LOCATION"] != "site_cache"):
        raise ImproperlyConfigured(f"{name}: this cache cannot be reached. {known}")
    if value.startswith("redis") and not find_spec("redis"):
        raise ImproperlyConfigured(f"{name}: Redis needs a library: run `pip install redis` first.")
    return values


def address(name: str, default: str) -> str:
    """Somebody's mail address, with a name or without."""
    value = text(name, default)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]) or "\n" in value:
        raise ImproperlyConfigured(f"{name}: write an address like Broadsheet <post@example.org>.")
    return value


def not_yet(name: str, instead: str) -> None:
    if text(name):
        raise ImproperlyConfigured(f"{name} is set, but this version cannot use it: {instead}")


def mail(name: str, default: str) -> dict:
    """EMAIL_* settings for a mail address like smtp+tls://user:password@host:587."""
    value = text(name) or default
    try:
        config = env.email_url_config(value)
    except Exception as error:
        known = "consolemail://, smtp://host:25, smtp+tls://user:password@host:587 or smtp+ssl://…:465"
        raise ImproperlyConfigured(f"{name}={urlsplit(value).scheme}://…: write {known}.") from error
    if value.startswith("filemail:") and not Path(config["EMAIL_FILE_PATH"]).is_absolute():
        raise ImproperlyConfigured(f"{name}={value}: write the whole path, with four slashes: filemail:////tmp/mail.")
    return config


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


def _has_a_port(url: str) -> bool:
    """Or none at all; False for one that is no number or too high."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


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
