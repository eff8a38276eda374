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
        return len(self.volume.sheets) == 1

    @property
    def post(self):
        return self.volume.sheets[0].post if self.is_single else None

    @property
    def standfirst(self) -> str:
        """On the title page: what somebody wrote for it, not the opening words."""
        return self.post.summary if self.post else self.volume.description

    @property
    def modified(self) -> str:
        return self.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def facts_of(volume: Volume) -> Facts:
    posts = [sheet.post for sheet in volume.sheets]
    dates = [post.published_at for post in posts if post.published_at]
    tags = Tag.objects.filter(posts__in=[post.pk for post in posts]).distinct().order_by("name")
    return Facts(
        volume=volume,
        site=SiteSettings.load(),
        paper=PaperSettings.load(),
        identifier=_identifier(volume),
        authors=list(dict.fromkeys(post.author.name for post in posts)) or [volume.author],
        languages=list(dict.fromkeys([volume.language, *(post.lang for post in posts)])),
        subjects=list(tags.values_list("name", flat=True)),
        published_at=max(dates, default=None),
        changed_at=max((post.updated_at for post in posts), default=datetime(2000, 1, 1, tzinfo=UTC)),
    )


def _identifier(volume: Volume) -> str:
    """A post's own, which never changes; for what is put together, one made from its address."""
    if volume.post:
        return volume.post.feed_id
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{volume.address}#{volume.subject}").urn
