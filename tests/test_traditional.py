"""Traditional Chinese as it is written in Taiwan, in the catalogue and in what rules say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import msgspec
import polib
import pytest

from scanner.reading.characters import is_in, is_simplified_only
from scanner.resources import resource_folder
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.model import Text
from scanner.traditional import glossary, traditional

HAN = re.compile(r"[\u3400-\u9fff]")
TRADITIONAL_TOO = set("台群准里占")
"""OpenCC would change them, and yet they are written so in Taiwan in the words in which they occur:
這台, 社群, 獲准, 史瓦希里, 獨占. A new one is looked at before it comes here."""
QUOTED = (
    "網絡不良與垃圾信息舉報受理中心",
    "互聯網金融 個人網絡消費信貸",
    "中國互聯網金融協會",
    "人民法院在線服務",
    "香港的短訊",
    "「充值」",
    "「充值、補足」",
    "「約定超時」「充值補足」",
    "充值類服務",
    "不支援",
    "原文檔案",
    "未通過",
)
"""Names and quotations that keep their own words, and words of Taiwan with such a word in them."""
MAINLAND = (  # noqa: SIM905 - sixty words are read more easily without their quotes
    "短信 短訊 彩信 收件箱 手機號(?!碼) 運營商 二維碼 "
    "屏幕 文件夾 默認 軟件 硬件 網絡 互聯網 信息 數據 鏈接 登錄 登出 服務器 打印 視頻 質量 文檔 "
    "界面 菜單 設置 搜索 用戶 計算機 終端(?!機) 調試 除錯 開發者 序列號 單元格 字節 激活 運行 "
    "賬 合同 渠道 舉報(?!受理) 投訴 核實 應用(?!程式) 在線 充值 演示 報道 缺省 兼容 回車 幣種 "
    "許可權 紅標頭 型別 明瞭 這隻說 髮 聯系 併非 支援 條簡訊 條自稱 部手機 通過"
).split()
"""What a reader in Taiwan would stumble over, and where OpenCC errs."""


def texts_in(value: object) -> Iterator[Text]:
    """Yield every `Text` in a value, at any depth."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in texts_in(part))
    elif isinstance(value, tuple | list):
        yield from (text for part in value for text in texts_in(part))
    elif hasattr(value, "__dataclass_fields__"):
        yield from (
            t for name in value.__dataclass_fields__ for t in texts_in(getattr(value, name))
        )


def of_the_rules() -> list[str]:
    """Return everything that the rules that ship say in Traditional Chinese."""
    ruleset = load_ruleset()
    said = (ruleset.rules, ruleset.scoring, ruleset.channels, ruleset.advice, ruleset.norms)
    return [
        text.of("zh-Hant")
        for part in (*said, ruleset.letters, ruleset.directory.entities)
        for text in texts_in(part)
    ]


def of_the_catalogue() -> list[str]:
    """Return every sentence of the catalogue."""
    path = resource_folder("reports") / "locale" / "zh_Hant.po"
    return [entry.msgstr for entry in polib.pofile(str(path))]


@pytest.fixture(scope="module", params=[of_the_rules, of_the_catalogue])
def sentences(request: pytest.FixtureRequest) -> list[str]:
    """Return the sentences of the rules or of the catalogue."""
    found: list[str] = request.param()
    assert len(found) > 700
    return found


def test_no_character_is_a_simplified_one(sentences: list[str]) -> None:
    """Big5 has them all, and OpenCC would change none but those that were looked at."""
    used = {character for sentence in sentences for character in HAN.findall(sentence)}
    assert {c for c in used if not is_in(c, "big5")} == set()
    assert {c for c in used if is_simplified_only(c)} <= TRADITIONAL_TOO


def test_no_word_is_one_of_the_mainland_alone(sentences: list[str]) -> None:
    """Except in names and quotations."""
    kept = re.compile("|".join(map(re.escape, QUOTED)))
    wrong = re.compile("|".join(MAINLAND))
    found = {s: m[0] for s in sentences if (m := wrong.search(kept.sub("", s)))}
    assert found == {}


def test_quotation_marks_are_those_of_taiwan(sentences: list[str]) -> None:
    """「」, and none of the Mainland's."""
    assert [s for s in sentences if re.search("[“”‘’]", s)] == []


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("点短信里的链接", "點簡訊裡的連結"),
        ("通过短信发送", "透過簡訊發送"),
        ("信用卡账户", "信用卡帳戶"),
        ("向发卡银行核实", "向發卡銀行查證"),
        ("没有“安全账户”", "沒有「安全帳戶」"),
        ("中国互联网金融协会", "中國互聯網金融協會"),
        ("真实的程序", "真正的程序"),
        ("手机号码、手机号", "手機號碼、手機號碼"),
        ("{count} 条短信", "{count} 則簡訊"),
    ],
)
def test_words_are_those_of_taiwan_and_names_stay(simplified: str, expected: str) -> None:
    """Not only the characters are converted."""
    assert traditional(simplified) == expected


def test_letters_keep_their_fields() -> None:
    """A field that was converted would be a hole in the letter."""
    for letter in load_ruleset().letters.values():
        fields = re.findall(r"\{\w+\}", letter.text.zh)
        assert re.findall(r"\{\w+\}", letter.text.of("zh-Hant")) == fields


def test_a_text_may_say_it_itself() -> None:
    """Where the derived words would be wrong."""
    text = Text(zh="上门", en="Visit")
    assert [text.of(tag) for tag in ("zh-Hans", "zh-Hant", "en")] == ["上门", "上門", "Visit"]
    assert Text(zh="上门", en="Visit", hant="登門拜訪").of("zh-Hant") == "登門拜訪"


def test_glossary_has_one_line_a_word_and_no_chains() -> None:
    """What an entry gives is not changed by another one."""
    path = resource_folder("reports") / "locale" / "zh_Hant.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[^\t]+\t[^\t]+", entry) for entry in entries)
    assert len(glossary()) == len(entries)
    longest_first = re.compile("|".join(map(re.escape, sorted(glossary(), key=len, reverse=True))))
    changed = {
        said: again
        for said in glossary().values()
        if (again := longest_first.sub(lambda m: glossary()[m[0]], said)) != said
    }
    assert changed == {}


def test_nothing_is_converted_where_no_traditional_word_is_shown() -> None:
    """OpenCC takes a tenth of a second to load, which other readers need not wait for."""
    program = (
        "from scanner import traditional\n"
        "from scanner.ruleset.load import load_ruleset\n"
        "titles = [rule.title for rule in load_ruleset().rules.values()]\n"
        "for tag in ('en', 'zh-Hans'): [title.of(tag) for title in titles]\n"
        "print(traditional._opencc.cache_info().misses)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "0"
