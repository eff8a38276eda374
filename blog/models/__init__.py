from .address import OldAddress
from .email_request import EmailRequest
from .import_batch import ImportBatch, ImportedItem
from .paper_file import PaperFile
from .picture import Picture
from .post import Kind, Page, Post, Visibility
from .revision import Revision
from .search import SearchEntry, SearchMiss, SearchWord
from .taxonomy import Category, Series, Tag

__all__ = [
    "Category", "EmailRequest", "ImportBatch", "ImportedItem", "Kind", "OldAddress", "Page", "PaperFile", "Picture",
    "Post", "Revision", "SearchEntry", "SearchMiss", "SearchWord", "Series", "Tag", "Visibility",
]  # fmt: skip
