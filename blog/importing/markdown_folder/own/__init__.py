"""What `export_site` wrote, here or on another Broadsheet (docs/exporting.md): taken word for word."""
