from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Site"

    def ready(self):
        from . import checks  # noqa: F401  registers the system checks


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin_site.AdminSite"
