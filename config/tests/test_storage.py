import pytest
from django.core.files.base import ContentFile

from config.storage import DatabaseStorage

pytestmark = pytest.mark.django_db
storage = DatabaseStorage()
BYTES = bytes(range(256)) * 1000


def keep(name, content=BYTES):
    return storage.save(name, ContentFile(content))


def test_a_file_comes_back_byte_for_byte_with_its_size_and_address():
    assert keep("pictures/a b.png") == "pictures/a b.png"
    with storage.open("pictures/a b.png") as file:
        assert file.read() == BYTES
    assert storage.size("pictures/a b.png") == len(BYTES)
    assert storage.url("pictures/a b.png") == "/media/pictures/a%20b.png"
    assert storage.get_modified_time("pictures/a b.png") == storage.get_created_time("pictures/a b.png")


def test_a_second_file_of_the_same_name_gets_another_one():
    keep("a.png", b"first")
    second = keep("a.png", b"second")
    assert second != "a.png"
    assert storage.open("a.png").read() == b"first"
    assert storage.open(second).read() == b"second"


def test_a_name_taken_by_another_process_in_between_gets_another_one(monkeypatch):
    keep("a.png", b"first")
    monkeypatch.setattr(DatabaseStorage, "get_available_name", lambda self, name, max_length=None: free.pop(0))
    free = ["a.png", "b.png"]
    assert keep("a.png", b"second") == "b.png"
    assert storage.open("a.png").read() == b"first"


def test_a_deleted_file_is_gone_and_may_be_deleted_twice():
    keep("a.png")
    storage.delete("a.png")
    storage.delete("a.png")
    assert not storage.exists("a.png")
    with pytest.raises(FileNotFoundError):
        storage.open("a.png")
    with pytest.raises(FileNotFoundError):
        storage.size("a.png")


def test_folders_are_listed_as_on_a_disk():
    for name in ("a.txt", "x/b.txt", "x/c.txt", "x/y/d.txt", "X/e.txt"):
        keep(name)
    assert storage.listdir("") == (["X", "x"], ["a.txt"])
    assert storage.listdir("x") == (["y"], ["b.txt", "c.txt"])


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b"])
def test_a_name_that_leads_elsewhere_is_refused(name):
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        keep(name)
