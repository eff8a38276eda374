import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from accounts.roles import ADMINISTRATOR, EDITOR, grant

# Whoever answers for everybody's pieces answers for the addresses they had. What was not found is counted, not written.
MISSED = ["view_missedaddress:missedaddress", "delete_missedaddress:missedaddress"]
REDIRECTS = [f"{act}_oldaddress:oldaddress" for act in ("view", "add", "change", "delete")]


def grant_roles(apps, schema_editor):
    grant(apps, "blog", {EDITOR: [*REDIRECTS, *MISSED], ADMINISTRATOR: MISSED})


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0003_locked_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='MissedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=600, unique=True, verbose_name='address')),
                ('hits', models.PositiveIntegerField(default=1, verbose_name='asked for')),
                ('first_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='first')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last')),
                ('referrer', models.CharField(blank=True, max_length=100, verbose_name='linked from')),
            ],
            options={
                'verbose_name': 'address not found',
                'verbose_name_plural': 'addresses not found',
                'ordering': ['-hits', '-last_at'],
            },
        ),
        migrations.AlterModelOptions(
            name='oldaddress',
            options={'ordering': ['path'], 'verbose_name': 'redirect', 'verbose_name_plural': 'redirects'},
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='blog.category'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='code',
            field=models.PositiveSmallIntegerField(choices=[(301, 'for good (301)'), (302, 'for now (302)'), (410, 'nowhere: gone (410)')], default=301, verbose_name='how'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='hits',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='hits'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='last_hit_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last hit'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='blog.picture', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='blog.series'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='tag',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='blog.tag'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='target',
            field=models.CharField(blank=True, max_length=2000, verbose_name='target'),
        ),
        migrations.AlterField(
            model_name='oldaddress',
            name='path',
            field=models.CharField(max_length=600, unique=True, verbose_name='old address'),
        ),
        migrations.AlterField(
            model_name='oldaddress',
            name='post',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='blog.post', verbose_name='post'),
        ),
        migrations.RunPython(grant_roles, migrations.RunPython.noop),
    ]
