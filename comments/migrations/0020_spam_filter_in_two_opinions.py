from django.db import migrations, models


def name_imported(apps, schema_editor):
    """From now on the decisions that came with a comment say so; those that are here are told by the ledger."""
    imported = apps.get_model("blog", "ImportedItem").objects.filter(kind="comment").values("object_id")
    decisions = apps.get_model("comments", "Decision").objects.filter(before="", moderator=None, rule="")
    decisions.filter(comment__in=imported).update(rule="imported")


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0013_paper_makings"),
        ("comments", "0019_reports_are_told_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearnedMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("memory", models.BinaryField(default=bytes)),
                ("regression", models.BinaryField(default=bytes)),
                ("weight", models.FloatField(default=0)),
            ],
            options={
                "verbose_name": "learned memory",
                "verbose_name_plural": "learned memory",
            },
        ),
        migrations.CreateModel(
            name="MemoryChange",
            fields=[
                ("version", models.BigIntegerField(primary_key=True, serialize=False)),
                ("label", models.PositiveSmallIntegerField()),
                ("times", models.SmallIntegerField()),
                ("lesson", models.BinaryField()),
            ],
            options={
                "verbose_name": "change of the memory",
                "verbose_name_plural": "changes of the memory",
            },
        ),
        migrations.RemoveField(
            model_name="spamfilter",
            name="memory",
        ),
        migrations.AddField(
            model_name="spamfilter",
            name="learns_imports",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="spamfilter",
            name="scores",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="spamfilter",
            name="stored",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="spamfilter",
            name="edition",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.RunPython(name_imported, migrations.RunPython.noop),
    ]
