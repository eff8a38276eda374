from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """
    Hashed names once `collectstatic` has run (`serve` does that); plain names before, so that `runserver` and any
    WSGI server work from a clean checkout.
    """

    def stored_name(self, name):
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
