from .address import OldAddress
from .email_request import EmailRequest
from .import_batch import ImportBatch, ImportedItem
from .paper_file import PaperFile
from .picture import Picture
from .post import Kind, Page, Post, Visibility
from .revision import Revision
from .taxonomy import Category, Series, Tag
from .wrong_password import WrongPassword

__all__ = [
    "Category", "EmailRequest", "ImportBatch", "ImportedItem", "Kind", "OldAddress", "Page", "PaperFile", "Picture",
    "Post", "Revision", "Series", "Tag", "Visibility", "WrongPassword",
]  # fmt: skip
