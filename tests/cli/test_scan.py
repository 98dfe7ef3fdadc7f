"""`scan` from a person's chair: what it prints, what it leaves behind, and its exit codes."""

import json
import os
import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run
