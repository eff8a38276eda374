from django.core.checks import Warning, register

from .libraries import missing


@register
def pdf_can_be_made(app_configs, **kwargs):
    if not missing():
        return []
    return [
        Warning(
            f"PDFs cannot be made on this machine: {', '.join(missing())} is missing. Readers get the print page.",
            hint="On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            id="paper.W001",
        )
    ]
