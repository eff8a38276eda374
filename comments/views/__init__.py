from .changing import edit, withdraw
from .conversation import conversation, stamp
from .deciding import decide
from .permalink import permalink

__all__ = ["conversation", "decide", "edit", "permalink", "stamp", "withdraw"]
