"""Ghost's export, of all ages: its tables become records, its texts Markdown. docs/importing.md has the rules."""
