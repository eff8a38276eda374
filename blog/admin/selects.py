"""Several selects, each under its own label, that make one value."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True)
class Select:
    name: str
    label: str | Promise
    choices: list[tuple[str, str | Promise]]


class SelectsWidget(forms.MultiWidget):
    template_name = "admin/blog/selects.html"
    use_fieldset = True

    def __init__(self, selects: list[Select], values):
        """`values` makes of the one value that of each select, by name."""
        self.labels = [each.label for each in selects]
        self.names = [each.name for each in selects]
        self.values = values
        super().__init__({each.name: forms.Select(choices=each.choices) for each in selects})

    def decompress(self, value):
        values = self.values(value)
        return [values.get(name, "") for name in self.names]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["labelled"] = list(zip(self.labels, context["widget"]["subwidgets"], strict=True))
        return context


class SelectsField(forms.MultiValueField):
    """The value is a dict of what was chosen; what is left as it is usually is not in it."""

    def __init__(self, selects: list[Select], values=dict, **kwargs):
        self.names = [each.name for each in selects]
        fields = [forms.ChoiceField(label=each.label, choices=each.choices, required=False) for each in selects]
        widget = SelectsWidget(selects, values)
        super().__init__(fields, widget=widget, required=False, require_all_fields=False, **kwargs)

    def compress(self, data_list):
        return {name: value for name, value in zip(self.names, data_list, strict=False) if value}
