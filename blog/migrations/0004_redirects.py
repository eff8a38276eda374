from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0003_locked_posts")]
    operations = []
