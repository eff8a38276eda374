"""What a book says of itself: in its package document, on its title page and in its colophon."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from config.models import SiteSettings

from ...models import PaperSettings, Tag
from ..volume import Volume


@dataclass(frozen=True)
class Facts:
    volume: Volume
    site: SiteSettings
    paper: PaperSettings
    identifier: str
    authors: list[str]
    languages: list[str]
    subjects: list[str]
    published_at: datetime | None
    changed_at: datetime

    @property
    def is_single(self) -> bool:
        return not self.volume.is_booklet

    @property
    def post(self):
        return self.volume.sheets[0].post if self.is_single else None

    @property
    def standfirst(self) -> str:
        """On the title page: what somebody wrote for it, not the opening words."""
        if self.post:
            return self.post.summary
        return self.volume.description if self.volume.description != self.site.title else ""

    @property
    def modified(self) -> str:
        return self.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def facts_of(volume: Volume) -> Facts:
    sheets = volume.sheets
    posts = [sheet.post for sheet in sheets]
    dates = [sheet.letter.written_at if sheet.letter else sheet.post.published_at for sheet in sheets]
    tags = Tag.objects.filter(posts__in=[sheet.post.pk for sheet in sheets if not sheet.letter]).distinct()
    return Facts(
        volume=volume,
        site=SiteSettings.load(),
        paper=PaperSettings.load(),
        identifier=_identifier(volume),
        authors=list(dict.fromkeys(sheet.letter.name if sheet.letter else sheet.post.author.name for sheet in sheets)),
        languages=list(dict.fromkeys([volume.language, *(post.lang for post in posts)])),
        subjects=list(tags.order_by("name").values_list("name", flat=True)),
        published_at=max(filter(None, dates), default=None),
        changed_at=max(post.updated_at for post in posts),
    )


def _identifier(volume: Volume) -> str:
    """A post's own, which never changes; for what is put together, one made from its address."""
    if volume.post:
        return volume.post.feed_id
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{volume.address}#{volume.subject}").urn
