from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """
    The folded words of one piece or one comment. The database keeps its own index beside it (blog.search.sqlite and
    .postgres); who may find what is asked of the gate in every query, never of these rows.
    """

    kind = models.CharField(max_length=8)  # post, page or comment
    object_id = models.BigIntegerField()
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="search_entries")
    written_at = models.DateTimeField()
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    edition = models.PositiveSmallIntegerField()  # of blog.search.words
    is_counted = models.BooleanField(default=False)  # its words are among the SearchWords

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_each")]
        indexes = [models.Index(fields=["is_counted", "id"], name="search_uncounted")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SearchWord(models.Model):
    """A word of a public text, to forgive spelling by. Before it is suggested the gate is asked again."""

    word = models.CharField(primary_key=True, max_length=30)
    first = models.CharField(max_length=1)
    last = models.CharField(max_length=1)
    size = models.PositiveSmallIntegerField()
    seen = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        indexes = [
            models.Index(fields=["first", "size"], name="search_word_first"),
            models.Index(fields=["last", "size"], name="search_word_last"),
        ]

    def __str__(self):
        return self.word


class SearchMiss(models.Model):
    """What people looked for and did not find; nothing about the people."""

    LONGEST = 100

    words = models.CharField(_("words"), max_length=LONGEST, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last"), default=timezone.now)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-times", "-last_at"]
        indexes = [models.Index(fields=["-times", "-last_at"], name="search_miss_times")]

    def __str__(self):
        return self.words

    def again(self) -> None:
        type(self).objects.filter(pk=self.pk).update(times=F("times") + 1, last_at=timezone.now())
