"""What programs understand in a text besides Markdown: turned into Markdown of ours, or counted and left as it is."""
