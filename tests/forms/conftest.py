"""What the tests of forms share."""

from __future__ import annotations

import pytest

from dts.core.model import Registry
from tests.forms.targets import registry_of


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The targets and agencies of forms, and a task."""
    return registry_of(tmp_path_factory.mktemp("targets"))
