from django.db import migrations

from accounts.roles import ADMINISTRATOR, AUTHOR, CONTRIBUTOR, EDITOR, grant


def every(*models, actions=("view", "add", "change", "delete")):
    return [f"{action}_{model}:{model}" for model in models for action in actions]


# A contributor writes, an author publishes, an editor answers for everybody's pieces.
WRITE = [*every("post", actions=("view", "add", "change")), *every("picture", actions=("view", "add", "change"))]
WRITE += every("tag", "category", "series", actions=("view",)) + ["add_tag:tag"]
PUBLISH = [*WRITE, "publish_post:post", "delete_post:post"]
EDIT = [*PUBLISH, "edit_any_post:post", *every("page", "tag", "category", "series", "picture"), "view_revision:revision"]
RUN = [*EDIT, *every("oldaddress"), "view_importbatch:importbatch", "view_emailrequest:emailrequest"]
RUN += ["view_paperfile:paperfile"]


def grant_roles(apps, schema_editor):
    grant(apps, "blog", {CONTRIBUTOR: WRITE, AUTHOR: PUBLISH, EDITOR: EDIT, ADMINISTRATOR: RUN})


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_initial"), ("accounts", "0002_roles")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
