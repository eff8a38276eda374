from contextlib import nullcontext

from blog.importing.commands import ImportCommand
from blog.importing.wxr import Export


class Command(ImportCommand):
    help = "Bring posts, pages, pictures, authors, terms and comments over from WordPress (Tools → Export)."
    files_help = "export files, all parts of one blog together"

    def opened(self, path, zone):
        return nullcontext(Export(path, zone))
