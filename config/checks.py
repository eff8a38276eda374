"""Combinations that cannot work, each said in a sentence with what to do. Single settings: see config.environment."""

import os

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import Error as DatabaseError

PLATFORMS = {"DYNO": "Heroku", "K_SERVICE": "Cloud Run"}


@register(Tags.compatibility)
def nothing_is_kept_on_a_disk_that_vanishes(app_configs, **kwargs):
    platform = next((name for variable, name in PLATFORMS.items() if os.environ.get(variable)), None)
    if platform is None:
        return []
    intro = f"On {platform} the disk is emptied at every restart, and with it"
    found = []
    if settings.IS_SQLITE:
        hint = "Add a PostgreSQL database and set DATABASE_URL=postgres://…"
        found.append(Error(f"{intro} every post and comment, for SQLite is a file.", hint, id="config.E001"))
    if settings.MEDIA_STORAGE_URL == "file:":
        hint = "Set MEDIA_STORAGE_URL=database: to keep them in the database."
        found.append(Error(f"{intro} every picture, for media are files.", hint, id="config.E002"))
    if not (os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")):
        hint = "Set SECRET_KEY to a long random text, once."
        found.append(Error(f"{intro} the secret key: everybody would be signed out.", hint, id="config.E003"))
    return found


@register(Tags.security, deploy=True)
def the_public_address_is_encrypted(app_configs, **kwargs):
    if settings.IS_SECURE or settings.IS_LOCAL:
        return []
    hint = f"Put a certificate in front of the site and set SITE_URL=https://{settings.SITE_HOST}."
    return [Warning(f"SITE_URL={settings.SITE_URL}: passwords would travel in the open.", hint, id="config.W001")]


@register(Tags.database)
def the_time_zone_stays(app_configs, databases=None, **kwargs):
    """Addresses of posts contain their day, so the zone of the first start is the zone for good."""
    from .models import SiteSettings

    if not databases:
        return []
    try:
        zone = SiteSettings.objects.values_list("time_zone", flat=True).filter(pk=1).first()
    except DatabaseError:  # before the first migration
        return []
    if zone in {None, settings.TIME_ZONE}:
        return []
    message = f"TIME_ZONE={settings.TIME_ZONE}, but this site was begun with {zone}, and its addresses depend on it."
    return [Error(message, f"Set TIME_ZONE={zone}.", id="config.E004")]
