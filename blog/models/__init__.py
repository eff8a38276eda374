from .address import GOALS, Code, OldAddress
from .blocked_address import BlockedAddress
from .booklet import Booklet
from .email_request import EmailRequest
from .import_batch import ImportBatch, ImportedItem, ImportedPicture
from .import_job import ImportJob
from .missed_address import MissedAddress
from .paper_file import PaperFile, PaperMaking
from .paper_settings import PaperSettings
from .picture import Picture
from .post import Kind, Page, Post, Visibility
from .revision import Revision
from .search import SearchEntry, SearchMiss, SearchWord
from .taxonomy import Category, Series, Tag
from .wrong_password import WrongPassword

__all__ = [
    "GOALS", "BlockedAddress", "Booklet", "Category", "Code", "EmailRequest", "ImportBatch", "ImportJob",
    "ImportedItem", "ImportedPicture", "Kind", "MissedAddress", "OldAddress", "Page", "PaperFile", "PaperMaking",
    "PaperSettings", "Picture", "Post", "Revision", "SearchEntry", "SearchMiss", "SearchWord", "Series", "Tag",
    "Visibility", "WrongPassword",
]  # fmt: skip
