"""Blogs from elsewhere come in. A reader turns a file into records, a writer turns records into rows; see docs/importing.md."""
