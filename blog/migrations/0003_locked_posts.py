from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_roles")]
    operations = []
