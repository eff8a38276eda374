import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from accounts.roles import ADMINISTRATOR, EDITOR, grant
from blog.search import postgres, sqlite

DATABASES = {"sqlite": sqlite, "postgresql": postgres}
MISSES = ["view_searchmiss:searchmiss", "delete_searchmiss:searchmiss"]


def make_index(apps, schema_editor):
    """Filled by housekeeping, which the worker begins with; and by whatever is saved."""
    for statement in DATABASES[schema_editor.connection.vendor].SCHEMA:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    for statement in DATABASES[schema_editor.connection.vendor].UNDONE:
        schema_editor.execute(statement, params=None)


def grant_roles(apps, schema_editor):
    grant(apps, "blog", {EDITOR: MISSES, ADMINISTRATOR: MISSES})


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_redirects")]

    operations = [
        migrations.CreateModel(
            name='SearchMiss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=100, unique=True, verbose_name='words')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last')),
            ],
            options={
                'verbose_name': 'search without result',
                'verbose_name_plural': 'searches without result',
                'ordering': ['-times', '-last_at'],
                'indexes': [models.Index(fields=['-times', '-last_at'], name='search_miss_times')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('first', models.CharField(max_length=1)),
                ('last', models.CharField(max_length=1)),
                ('size', models.PositiveSmallIntegerField()),
                ('seen', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'search word',
                'verbose_name_plural': 'search words',
                'indexes': [models.Index(fields=['first', 'size'], name='search_word_first'), models.Index(fields=['last', 'size'], name='search_word_last')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('object_id', models.BigIntegerField()),
                ('written_at', models.DateTimeField()),
                ('year', models.PositiveSmallIntegerField()),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('edition', models.PositiveSmallIntegerField()),
                ('is_counted', models.BooleanField(default=False)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='blog.post')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [models.Index(fields=['is_counted', 'id'], name='search_uncounted')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='one_entry_each')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(grant_roles, migrations.RunPython.noop),
    ]
