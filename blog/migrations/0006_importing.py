import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from accounts.roles import ADMINISTRATOR, grant


def grant_roles(apps, schema_editor):
    grant(apps, "blog", {ADMINISTRATOR: [f"{act}_importjob:importjob" for act in ("view", "add", "change", "delete")]})


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0005_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='importbatch',
            options={'ordering': ['-pk'], 'verbose_name': 'import batch', 'verbose_name_plural': 'import batches'},
        ),
        migrations.AddField(
            model_name='importbatch',
            name='undone_at',
            field=models.DateTimeField(null=True, verbose_name='taken back'),
        ),
        migrations.CreateModel(
            name='ImportJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('program', models.CharField(choices=[('wordpress', 'WordPress'), ('ghost', 'Ghost'), ('markdown', 'Markdown files, or another Broadsheet')], default='wordpress', max_length=20, verbose_name='from')),
                ('files', models.JSONField(default=list, verbose_name='files')),
                ('pictures', models.JSONField(default=list, verbose_name='pictures')),
                ('time_zone', models.CharField(blank=True, max_length=64, verbose_name='time zone')),
                ('as_drafts', models.BooleanField(default=False, verbose_name='hold everything back as drafts')),
                ('skip_samples', models.BooleanField(default=True, verbose_name='leave out the samples that every WordPress is born with')),
                ('authors', models.JSONField(default=dict)),
                ('found', models.JSONField(default=dict)),
                ('report', models.JSONField(default=dict, verbose_name='report')),
                ('stage', models.CharField(choices=[('looking', 'being looked at'), ('ready', 'ready'), ('rehearsing', 'rehearsal under way'), ('rehearsed', 'rehearsed'), ('importing', 'under way'), ('stopped', 'stopped'), ('done', 'done'), ('undoing', 'being taken back'), ('undone', 'taken back'), ('failed', 'failed')], default='looking', max_length=12, verbose_name='stage')),
                ('done', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to='blog.importbatch')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportedPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=1000, unique=True, verbose_name='address')),
                ('spellings', models.JSONField(default=list)),
                ('alt', models.CharField(blank=True, max_length=500)),
                ('caption', models.CharField(blank=True, max_length=500)),
                ('credit', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('wanted', 'to be fetched'), ('kept', 'kept'), ('failed', 'not to be had')], default='wanted', max_length=10, verbose_name='state')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='error')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('paths', models.JSONField(default=list)),
                ('is_own', models.BooleanField(default=False)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='blog.importbatch', verbose_name='import')),
                ('covers', models.ManyToManyField(related_name='imported_covers', to='blog.post', verbose_name='cover of')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imported_from', to='blog.picture', verbose_name='picture')),
                ('posts', models.ManyToManyField(related_name='imported_pictures', to='blog.post', verbose_name='shown in')),
            ],
            options={
                'verbose_name': 'imported picture',
                'verbose_name_plural': 'imported pictures',
                'indexes': [models.Index(fields=['batch', 'state'], name='imported_picture_state')],
            },
        ),
        migrations.RunPython(grant_roles, migrations.RunPython.noop),
    ]
