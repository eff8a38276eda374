"""Addresses are logged when their answer is an error; a key in one may still open something."""

import logging
import re

# What django.core.signing makes, and the key of a new password.
KEY = re.compile(r"[\w.-]+(?::|%3A)[\w-]+(?::|%3A)[\w-]{43}|\b[0-9a-z]+-[0-9a-z]+-[0-9a-f]{32}\b")


class WithoutKeys(logging.Filter):
    def filter(self, record):
        record.msg, record.args = KEY.sub("…", record.getMessage()), ()
        return True
