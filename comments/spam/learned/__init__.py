"""The classifier: no Django, no dependency, nothing but arithmetic. docs/judging.md tells how it is used."""
