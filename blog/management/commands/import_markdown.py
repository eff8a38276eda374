from blog.importing import markdown_folder
from blog.importing.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Bring a blog over that lies in files: Hugo, Zola, Jekyll, Eleventy, Obsidian, or another Broadsheet's export."
    )
    files_help = "a folder or a zip"

    def opened(self, path, zone):
        return markdown_folder.opened(path, zone)
