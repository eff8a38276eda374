"""The field to write in: django-markdownx's widget in a frame of our own."""

from django import forms
from django.templatetags.static import static
from markdownx.widgets import AdminMarkdownxWidget


class Editor(AdminMarkdownxWidget):
    """A plain textarea without script; with it toolbar, preview beside the text, pictures and a count of words."""

    template_name = "admin/blog/editor.html"

    class Media:
        extend = False
        css = {"all": ["css/editor.css"]}
        js = [
            "markdownx/js/markdownx.min.js",
            forms.Script("js/editor.js", type="module"),
        ]

    def add_markdownx_attrs(self, attrs):
        # Its height is ours: markdownx would let the field grow with the text and lose the place.
        return super().add_markdownx_attrs(attrs) | {"data-markdownx-editor-resizable": "False"}

    def get_context(self, name, value, attrs=None):
        sheets = " ".join(static(f"css/{each}.css") for each in ("sheet", "prose", "code", "preview"))
        return super().get_context(name, value, attrs or {}) | {"sheets": sheets}
