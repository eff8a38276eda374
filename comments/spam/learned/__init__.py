"""The classifier: no Django, no dependency, nothing but arithmetic. docs/comments.md tells how it is used."""
