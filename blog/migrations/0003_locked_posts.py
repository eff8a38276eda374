import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_roles")]
    operations = [
        migrations.AddField(
            model_name="post",
            name="password",
            field=models.CharField(
                blank=True,
                help_text="Whoever knows it may open all your posts that have it. Another password locks them again.",
                max_length=255,
                verbose_name="password",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("public", "everybody"),
                    ("password", "whoever knows the password"),
                    ("members", "everybody who is signed in"),
                    ("private", "private: its author and the editors"),
                ],
                default="public",
                max_length=10,
                verbose_name="who may read it",
            ),
        ),
        migrations.CreateModel(
            name="WrongPassword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=32, verbose_name="network")),
                ("tried_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tried")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wrong_passwords",
                        to="blog.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "wrong password",
                "verbose_name_plural": "wrong passwords",
                "ordering": ["-tried_at"],
                "indexes": [
                    models.Index(fields=["network", "-tried_at"], name="wrong_password_network"),
                    models.Index(fields=["post", "-tried_at"], name="wrong_password_post"),
                ],
            },
        ),
    ]
