"""The complaint pack: what is in it, that it is whole, and that it says only what is known."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, sync_playwright
from support.histories import FORGED, NOON_MS
from support.judging import rules, sms

from scanner.complaint.letters import ready_texts
from scanner.complaint.model import Case, Complaint
from scanner.complaint.parts import PAGE, SUMS, parts_of
from scanner.complaint.write import write_pack
from scanner.contact_log.model import Call
from scanner.errors import OutputError
from scanner.i18n import LANGUAGES
from scanner.inbox.acquisition import ProofStep
from scanner.judging.judge import judge
from scanner.message import Message
from scanner.reading.model import Region

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
NIGHT = "【招联消费金融】您的借款已逾期12天，请尽快还款，详询客服。"
HOSTILE = (
    '<script>window.pwned=1</script>{lenders}\n"><img src=x onerror=window.pwned=1>\u202e逾期还款'
)


def case_of(message: Message, region: Region | None = None) -> Case:
    """Return a message as the rules that ship judge it."""
    [judgement] = judge([message], rules())
    if region:
        judgement = replace(judgement, region=region)
    return Case(key=message.message_key, judgement=judgement)


def complaint_of(*cases: Case, **changes: object) -> Complaint:
    """Return a complaint about these messages."""
    plain: dict[str, object] = {
        "cases": cases,
        "calls": (),
        "acquisition": {
            "source": "phone", "name": "Pixel 8", "transport": "hex pages", "expected": 412,
            "completeness": "proved", "read": 412, "proof": [], "files": [], "scan": 3,
        },
        "proof": (ProofStep(name="totals", ok=True, detail="{n} of 412 rows", fields={"n": 412}),),
        "read_ms": NOON_MS,
        "ruleset": rules(),
        "created_ms": NOON_MS,
        "tool_version": "test",
        "language": "en",
    }  # fmt: skip
    return Complaint(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def forged() -> Case:
    """Return a forgery."""
    return case_of(sms(FORGED, "17000000417", "2026-04-01T10:00:00+08:00"))


@pytest.fixture(scope="module")
def rude() -> Case:
    """Return a demand at night, sent by a port."""
    return case_of(sms(NIGHT, "106900001234", "2026-04-02T23:40:00+08:00"))


CALL = Call(
    id="0f" * 16, at_ms=NOON_MS, utc_offset_min=480, way="they_called",
    staff_name="王经理", staff_number="8821", promised="不再打给父母",
)  # fmt: skip


def test_every_file_has_its_sum_and_the_text_is_the_original(forged: Case, rude: Case) -> None:
    """Byte for byte; the page names the sum of each, the list also that of the page."""
    parts = parts_of(complaint_of(forged, rude, calls=(CALL,)))
    sums = dict(reversed(line.split("  ")) for line in parts[SUMS].decode().splitlines())
    assert set(sums) == set(parts) - {SUMS}
    for name, digest in sums.items():
        assert hashlib.sha256(parts[name]).hexdigest() == digest
        assert name == PAGE or digest in parts[PAGE].decode()
    for number, case in enumerate((forged, rude), start=1):
        assert parts[f"messages/{number:02}-{case.key}.txt"].decode() == case.judgement.message.body
    messages = json.loads(parts["messages.json"])["messages"]
    assert [m["message_key"] for m in messages] == [forged.key, rude.key]
    assert messages[1]["message"]["received_at"] == "2026-04-02T23:40:00+08:00"
    assert json.loads(parts["contact-log.json"])["entries"][0]["staff_number"] == "8821"


def test_each_message_goes_to_the_channels_that_hear_it(forged: Case, rude: Case) -> None:
    """A forgery to the anti-fraud line, bad conduct to the regulators; each only its own."""
    texts = {text.name: text for text in ready_texts(complaint_of(forged, rude))}
    assert {"cn-96110", "cn-12321", "cn-12378", "cn-12363", "cn-nifa"} <= set(texts)
    assert "cmb-card.top" in texts["cn-96110"].text
    assert "请尽快还款" not in texts["cn-96110"].text
    assert "请尽快还款" in texts["cn-12378"].text
    assert "2026年4月2日 23:40" in texts["cn-12378"].text
    assert "106900001234" in texts["cn-12378"].text
    both = [text.text for name, text in texts.items() if name.startswith("cn-12321")]
    assert len(both) == 2
    assert all(text.channel.source for text in texts.values())


def test_a_complaint_of_conduct_cites_norms_with_sources_and_the_log(rude: Case) -> None:
    """What a desk asks for: which rule, where it stands, who promised what."""
    call = replace(CALL, message_key=rude.key)
    [text] = ready_texts(complaint_of(rude, calls=(call,), channels=frozenset({"cn-12378"})))
    assert "22:00 至次日 8:00" in text.text
    assert "出处：http" in text.text
    assert "招联消费金融" in text.text
    assert "对方姓名：王经理；工号：8821；对方的承诺：不再打给父母" in text.text
    assert not re.search(r"\{\w*\}", text.text)


def test_a_channel_that_is_wanted_hears_all_and_others_nothing(forged: Case, rude: Case) -> None:
    """Also where nothing in the message calls for it."""
    wanted = frozenset({"cn-pbccrc"})
    [text] = ready_texts(complaint_of(forged, rude, channels=wanted))
    assert text.channel.id == "cn-pbccrc"
    assert "cmb-card.top" in text.text
    assert "请尽快还款" in text.text


def test_what_only_the_person_knows_opens_further_channels(forged: Case) -> None:
    """Money was sent: the police are among them."""
    names = {text.name for text in ready_texts(complaint_of(forged))}
    told = complaint_of(forged, told=frozenset({"money_sent"}))
    assert "cn-110" not in names
    assert "cn-110" in {text.name for text in ready_texts(told)}


@pytest.mark.parametrize(
    ("region", "channel", "words"),
    [
        ("HK", "hk-18222", "催收簡訊"),
        ("TW", "tw-165", "催收簡訊"),
        ("CN", "cn-anti-fraud-app", "举报疑似诈骗短信"),
        ("US", "us-ftc", "suspected fraudulent"),
        ("GB", "gb-action-fraud", "I suspect fraud"),
        ("IN", "in-1930", "I suspect fraud"),
    ],
)
def test_each_region_is_written_to_in_its_language(
    forged: Case, region: Region, channel: str, words: str
) -> None:
    """Whatever the page is in; the message in the letter stays as it came."""
    complaint = complaint_of(forged, region=region, language="zh-Hant")
    texts = {text.name: text.text for text in ready_texts(complaint)}
    assert words in texts[channel]
    assert FORGED in texts[channel]
    assert {name[:2] for name in texts} == {region.lower()}


def test_texts_are_forwarded_to_7726_as_they_are(forged: Case) -> None:
    """Carriers want the message itself."""
    texts = {text.name: text.text for text in ready_texts(complaint_of(forged, region="GB"))}
    assert texts["gb-7726"].endswith(FORGED + "\n")


def test_a_demo_says_so_in_every_text_and_on_the_page(forged: Case) -> None:
    """Nobody sends an invented message to the police."""
    parts = parts_of(complaint_of(forged, is_demo=True))
    texts = [data.decode() for name, data in parts.items() if name.startswith("texts/")]
    assert texts
    assert all(text.startswith("演示") for text in texts)
    assert "DEMO" in parts[PAGE].decode()
    assert "DEMO" not in parts_of(complaint_of(forged))[PAGE].decode()


def test_earlier_messages_that_speak_against_it_are_quoted() -> None:
    """A receipt that settles the debt is the best argument there is."""
    bill = sms("【招联消费金融】您3月应还1,208.33元,还款日3月12日。", "10690000417",
               "2026-03-01T09:00:00+08:00", message_id="1")  # fmt: skip
    paid = sms("【招联消费金融】您已成功还款1,208.33元,本期账单已结清。", "10690000417",
               "2026-03-12T09:00:00+08:00", message_id="2")  # fmt: skip
    late = sms("【招联消费金融】您3月应还1,208.33元已逾期2天,请尽快还清。", "10690000417",
               "2026-03-14T09:00:00+08:00", message_id="3")  # fmt: skip
    judgement = judge([bill, paid, late], rules())[2]
    rests_on = {i for e in judgement.evidence for i in e.earlier}
    assert rests_on
    earlier = {m.message_id: m for m in (bill, paid) if m.message_id in rests_on}
    case = Case(key=late.message_key, judgement=judgement, earlier=earlier)
    page = parts_of(complaint_of(case))[PAGE].decode()
    assert all(message.body in page for message in earlier.values())


def test_a_folder_is_private_and_never_replaces_another(forged: Case, tmp_path: Path) -> None:
    """0700, its files 0600, whatever the umask; what was there stays."""
    before = os.umask(0)
    try:
        write_pack(parts_of(complaint_of(forged)), tmp_path / "pack", NOON_MS)
    finally:
        os.umask(before)
    files = [p for p in (tmp_path / "pack").rglob("*") if p.is_file()]
    assert len(files) > 5
    if os.name == "posix":
        assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
        folders = [tmp_path / "pack", *(p for p in (tmp_path / "pack").rglob("*") if p.is_dir())]
        assert {stat.S_IMODE(p.stat().st_mode) for p in folders} == {0o700}
    with pytest.raises(OutputError, match="there already"):
        write_pack({"x": b"y"}, tmp_path / "pack", 0)
    assert not (tmp_path / "pack" / "x").exists()


def test_a_pack_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    """Neither a torn folder nor a leftover; the same for a ZIP."""
    for target in (tmp_path / "pack", tmp_path / "pack.zip"):
        with pytest.raises(TypeError):
            write_pack({"a.txt": b"whole", "b.txt": None}, target, NOON_MS)  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []


def test_a_zip_holds_the_same_files_and_is_private(forged: Case, tmp_path: Path) -> None:
    """In one folder; unpacked they are for their owner alone."""
    parts = parts_of(complaint_of(forged))
    write_pack(parts, tmp_path / "my case.zip", NOON_MS)
    with zipfile.ZipFile(tmp_path / "my case.zip") as packed:
        assert packed.testzip() is None
        assert {n.removeprefix("my case/"): packed.read(n) for n in packed.namelist()} == parts
        assert {i.external_attr >> 16 for i in packed.infolist()} == {0o100600}
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "my case.zip").stat().st_mode) == 0o600


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium that is installed."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_loads_and_runs_nothing_fits_a_phone_and_prints(
    browser: Browser, rude: Case, tmp_path: Path, language: str
) -> None:
    """With a hostile message, sender and log in it; axe finds nothing."""
    hostile = case_of(sms(HOSTILE, HOSTILE[:60], "2026-04-02T23:40:00+08:00"), "CN")
    call = replace(CALL, note=HOSTILE, message_key=hostile.key)
    wanted = frozenset({"cn-12378"})
    complaint = complaint_of(rude, hostile, calls=(call, CALL), language=language, channels=wanted)
    write_pack(parts_of(complaint), tmp_path / "pack", NOON_MS)
    page = browser.new_page(viewport={"width": 360, "height": 780})
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text))
    page.goto((tmp_path / "pack" / PAGE).as_uri())
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, script").count() == 0
    assert "U+202E" in page.locator(".body").nth(1).inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run()")["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []
    assert len(requests) == 1
    assert faults == []
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 3
    page.close()
