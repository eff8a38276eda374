from django.db import models


class WrittenOnce(TypeError):
    """What stands in the log is neither changed nor taken out."""


class AppendOnlyQuerySet(models.QuerySet):
    """
    Rows are written once. With the comment that they are about they go by the cascade, and when somebody's account
    goes, their name; both pass by the base manager, and nothing else does.
    """

    def update(self, **values):
        raise WrittenOnce

    def bulk_update(self, *args, **options):
        raise WrittenOnce

    def delete(self):
        raise WrittenOnce

    update.alters_data = bulk_update.alters_data = delete.alters_data = True
    delete.queryset_only = True


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise WrittenOnce
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenOnce
