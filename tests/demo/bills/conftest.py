"""One story's books and their files, made once."""

from pathlib import Path

import pytest

from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.files import bill_files
from luoxuan.demo.costs import cost_files
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.story import Story


@pytest.fixture(scope="session")
def books(story: Story) -> Books:
    """The books up to the last day."""
    return Books(story)


@pytest.fixture(scope="session")
def files(books: Books) -> dict[str, ExportFile]:
    """Bills and cost tables by path."""
    made = [*bill_files(books), *cost_files(books.story.window)]
    return {file.path: file for file in made}


@pytest.fixture
def on_disk(tmp_path: Path, files: dict[str, ExportFile]) -> dict[str, Path]:
    """The same files as paths."""
    paths = {}
    for name, file in files.items():
        paths[name] = tmp_path / name.rpartition("/")[2]
        paths[name].write_bytes(file.data)
    return paths
