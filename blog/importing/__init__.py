"""Blogs from elsewhere come in. Readers make records, writers make rows: docs/importing.md."""
