"""Card tails, payees, messenger contacts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""


@pytest.mark.parametrize(
    ("text", "tail", "at"),
    [
        ("您尾号为1234的信用卡已逾期", "1234", HERE),
        ("户号20771，4月水费已过缴费期", None, HERE),
        ("您尾号(1234)的信用卡已逾期", "1234", HERE),
        ("您尾号：1234的信用卡已逾期", "1234", HERE),
        ("您尾号****1234的信用卡已逾期", "1234", HERE),
        ("您末4位1234的信用卡已逾期", "1234", HERE),
        ("您后四位为1234的信用卡已逾期", "1234", HERE),
        ("您尾号【1234】的信用卡已逾期", "1234", HERE),
        ("您尾号1234，信用卡已逾期", "1234", HERE),
        ("您6222****1234的卡逾期", "1234", HERE),
        ("您6222 **** **** 1234的卡逾期", "1234", HERE),
        ("您1234的信用卡已逾期", "1234", HERE),
        ("您的信用卡(1234)已逾期", "1234", HERE),
        ("您的信用卡1234已逾期", "1234", HERE),
        ("您的个人信用卡（卡号末四位：1234）", "1234", HERE),
        ("Your card ending in 1234 is overdue", "1234", HERE),
        ("Your card ending with 1234 is overdue", "1234", HERE),
        ("Your card no. ending 1234 is overdue", "1234", HERE),
        ("your a/c XX1234 is overdue", "1234", HERE),
        ("A/c no. XXXXXX1234 overdue", "1234", HERE),
        ("Card **1234 overdue", "1234", HERE),
        ("Card *1234 overdue", "1234", HERE),
        ("account ...1234 overdue", "1234", HERE),
        ("card x1234 overdue", "1234", HERE),
        ("card x-1234 overdue", "1234", HERE),
        ("Loan A/C XXXX-1234 overdue", "1234", HERE),
        ("acct #1234 overdue", None, HERE),
        ("last 4 digits 1234", "1234", HERE),
        ("card (1234) is overdue", "1234", HERE),
        ("信用咭尾號1234已逾期", "1234", HERE),
        ("车牌尾号1234", None, HERE),
        ("手机尾号1234", None, HERE),
        ("1234这张卡这几天在长利息", "1234", HERE),
        ("您好，1234卡最低417.55还没来", "1234", HERE),
        ("分期断了四期，1234那张，月底收回", "1234", HERE),
        ("明早从您农行1234里划412.07", "1234", HERE),
        ("5号从1234没扣出来", "1234", HERE),
        ("25日扣月供2,736.00元（卡1234）", "1234", HERE),
        ("扣款行中信（1234），金额455.00", "1234", HERE),
        ("您信用貸款（末碼1234）應繳9,873元", "1234", HERE),
        ("尾4位1234張咭，最少還$430", "1234", HERE),
        ("户号尾1234：6月电费187.42元", "1234", HERE),
        ("户号…1234，电费未缴", "1234", HERE),
        ("户号5102xxxx1234，电费118.77元", "1234", HERE),
        ("燃气户号后四位1234，气费未缴", "1234", HERE),
        ("電號07-22-1234-50，電費2,306元", "07-22-1234-50", HERE),
        ("客户编号66011234，电费已过期", None, HERE),
        ("编号3301067000418821的处罚决定已过缴款期", None, HERE),
        ("Acc 3311234-01 is 34 days late", "3311234-01", HERE),
        ("Bill for acct 8911xxx204 is due", "204", HERE),
        ("Past due on card 1234 was reversed", "1234", HERE),
        ("小型汽车（尾号7K3）违停未缴", None, HERE),
        ("请将8800.00元改存至 621700****3319 李芳", None, HERE),
        ("尾号6217…0044 户名周某", None, HERE),
        ("今天还5000，钱打我老婆卡6217****6638", None, HERE),
        ("速回电133****0871处理", None, HERE),
        ("分期款没扣到，工行0338余额不够", "0338", HERE),
        ("还卡2000元", None, HERE),
    ],
)
def test_the_tail_of_a_card_is_read(read: Read, text: str, tail: object, at: str) -> None:
    """In the ways banks print it; plates and telephones have tails too."""
    found = read(text, at=at).claims.card_tail
    assert (found and found.value) == tail


@pytest.mark.parametrize(
    ("text", "account", "at"),
    [
        ("请转账至建设银行 6217 0000 1234 5678 901，户名张三", "6217 0000 1234 5678 901", HERE),
        ("收款账户：6222020000556677889（李四）", "6222020000556677889", HERE),
        ("请打款到支付宝13800001234", "13800001234", HERE),
        ("今天转到微信 wx-abc771，不转上门", "wx-abc771", HERE),
        ("请付至经理微信13800001234", "13800001234", HERE),
        ("请转至财务李老师建行卡6217 0000 1234 5678 901", "6217 0000 1234 5678 901", HERE),
        ("已冻结名下账户，请联系法官0571-82280000", None, HERE),
        ("账户余额不足的话提前跟我说 13800001234", None, HERE),
        ("支付宝：abc_123@163.com", "abc_123@163.com", HERE),
        ("转到微信收款码", None, HERE),
        ("Transfer to BDO account 001234567890", "001234567890", HERE),
        ("Send to GCash 09170000123 now", "09170000123", HERE),
        ("Pay via UPI: abc@okaxis", "abc@okaxis", HERE),
        ("pay to upi id collect.88@ybl", "collect.88@ybl", HERE),
        ("Paybill 123456 account 998877 M-Pesa", "Paybill 123456", HERE),
        (
            "send BTC to bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh wallet",
            "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh",
            HERE,
        ),
        (
            "USDT-TRC20: TABCdef1234567890abcdefghij1234567",
            "TABCdef1234567890abcdefghij1234567",
            HERE,
        ),
        ("Transfer ke BCA 1234567890 a.n. Budi", "1234567890", HERE),
        ("No rek 1234567890 BCA", "1234567890", HERE),
        ("Pay £50 to sort code 00-00-00 account number 12345678", "12345678", HERE),
        ("Your account XX1234 is overdue", None, HERE),
        ("PayNow to 80000123", "80000123", HERE),
        ("Bayar ke Maybank 164000001122 Hakim S.", "164000001122", HERE),
        ("今晚入數去ZA Bank 880000123 WONG T*", "880000123", HERE),
        ("微信转13800001234，1,400元", "13800001234", HERE),
        ("今日入4000去恒生 788-000456-882 (LEE M H)", "788-000456-882", HERE),
        ("郵局700 0040000 5560000 張O凱", "0040000 5560000", HERE),
        ("DuitNow 0160000667 (M. Faizal) before 6pm", "0160000667", HERE),
        ("Faça o Pix para a chave 11900000655 (Carlos S)", "11900000655", HERE),
        ("transfer to my account J Holt 04-00-04 41200087", "41200087", HERE),
        ("diproses pidana. Hubungi Iptu Dani 0820-3340-0566", None, HERE),
        ("โอนเข้าบัญชี กสิกร 0450000123 นายสมชาย", "0450000123", HERE),
        ("撤诉先付1000元，支付宝 138 0000 1234（胡*）", "138 0000 1234", HERE),
        ("请转支付宝转 13800001234（周*）", "13800001234", HERE),
        ("微信收款13800001234", "13800001234", HERE),
        ("send to Monzo of our agent J Doe 00-00-04 12345678", "12345678", HERE),
        ("請匯 NT$8,600 至 (013) 206-50-118834-7 林O妤", "206-50-118834-7", HERE),
        ("請匯至郵局700 00412345678901 戶名黃*鈞", "00412345678901", HERE),
        ("以PayMe轉賬HK$2,980至 9000 0123 (CHAN T**)", "9000 0123", HERE),
        ("Clear $512 via Zelle to jo.doe@mail.test", "jo.doe@mail.test", HERE),
        ("Transfer RM800 to officer Mohd F*** Maybank 164000001195", "164000001195", HERE),
        ("guarantor pay am into 9030000001 Moniepoint", "9030000001", HERE),
        ("Report or clear via 0700000123 PETER K", "0700000123", HERE),
        ("Your card payment date is 09-02-2026", None, HERE),
        ("转数快 FPS ID: 1234567", "1234567", HERE),
        ("轉帳至戶口 123-456789-001", "123-456789-001", HERE),
        ("Pay to Acct: 0123456789 GTBank", "0123456789", HERE),
        ("用支付宝转到 wang_pay（王某）", "wang_pay", HERE),
        ("請轉帳至0128-9900-771204 戶名：陳某", "0128-9900-771204", HERE),
        ("先匯20,000到 中信822-901540337265 林*宏 帳戶", "822-901540337265", HERE),
        ("LINE Pay 0965008813 先付一萬", "0965008813", HERE),
        ("您尾号1234账户余额不足", None, HERE),
        ("户号30021877欠费", None, HERE),
        ("请存入尾号1234的账户，合同号2026041200123456", None, HERE),
        ("煤氣費將於12月2日經自動轉賬收取，戶口號碼18330044", None, HERE),
        ("This is an attempt to collect a debt. Acct 88-20044", None, HERE),
        ("请致电确认账号 021 6123 0044", None, HERE),
    ],
)
def test_the_payee_is_read(read: Read, text: str, account: object, at: str) -> None:
    """Card numbers, wallets, payment names, addresses; not the reader's own account."""
    found = read(text, at=at).claims.account
    assert (found and found.value) == account


@pytest.mark.parametrize(
    ("text", "contact", "at"),
    [
        ("加微信abc_12345处理", "微信 abc_12345", HERE),
        ("加微信：abc12345", "微信 abc12345", HERE),
        ("加V信 abc12345", "V信 abc12345", HERE),
        ("请添加薇信abc12345", "微信 abc12345", HERE),
        ("加QQ123456789", "QQ 123456789", HERE),
        ("加专属顾问 qhfq_vip03 看看", "专属顾问 qhfq_vip03", HERE),
        ("想协商加kf_qh2019", "kf_qh2019", HERE),
        ("联系QQ：123456789", "QQ 123456789", HERE),
        ("加企鹅号123456789", "QQ 123456789", HERE),
        ("vx:abc12345", "微信 abc12345", HERE),
        ("wx：abc12345", "微信 abc12345", HERE),
        ("微信号13800001234", "微信 13800001234", HERE),
        ("电话13800001234（微信同号）", "微信 13800001234", HERE),
        ("WhatsApp +852 6000 0123", "WhatsApp +852 6000 0123", HERE),
        ("whatsapp us at +63 917 000 0123", "WhatsApp +63 917 000 0123", HERE),
        ("wa.me/85260000123", None, HERE),
        ("Telegram @abc_collect", "Telegram @abc_collect", HERE),
        ("加LINE ID：abc123", "LINE abc123", HERE),
        ("LINE@abc123", "LINE @abc123", HERE),
        ("Add me on Telegram: abc_collect", "Telegram abc_collect", HERE),
        ("via Viber 09170000123", "Viber 09170000123", HERE),
        ("微信加我 abc_zhou，发你码", "微信 abc_zhou", HERE),
        ("别走App，直接微信转给我 abc_wu1990", "微信 abc_wu1990", HERE),
        ("有問題LINE我：abc_0088", "LINE abc_0088", HERE),
        ("請加LINE檢察官 abc_law88 製作筆錄", "LINE abc_law88", HERE),
        ("应诉请加扣 330000001", "扣 330000001", HERE),
        ("协商找企微 abc_fy09", "企微 abc_fy09", HERE),
        ("请添加企业微信 abc_kf1", "企业微信 abc_kf1", HERE),
        ("inspector ko 90000 00123 pe WhatsApp karo", "WhatsApp 90000 00123", HERE),
        ("微信加油站", None, HERE),
        ("请在微信内还清", None, HERE),
        ("微信小程序人民法院在线服务", None, HERE),
        ("关注微信公众号还款", None, HERE),
        ("打开微信-钱包-还款", None, HERE),
        ("Pay online at our website", None, HERE),
        ("WhatsApp or call us", None, HERE),
    ],
)
def test_a_messenger_contact_is_read_with_its_service(
    read: Read, text: str, contact: object, at: str
) -> None:
    """Only with an id: 在微信内还款 names no contact."""
    found = read(text, at=at).claims.messenger
    assert (found and found.value) == contact


def test_the_account_to_pay_from_comes_before_the_loan(read: Read) -> None:
    """Where both are printed, the person compares the card in their hand."""
    found = read("借据尾号1111本期应还500元，请存入尾号2222的账户").claims.card_tail
    assert found is not None
    assert found.value == "2222"
