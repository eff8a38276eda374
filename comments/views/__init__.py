from .changing import edit, withdraw
from .conversation import conversation, stamp
from .deciding import decide
from .permalink import permalink
from .reporting import report

__all__ = ["conversation", "decide", "edit", "permalink", "report", "stamp", "withdraw"]
