"""Whether a name beside an account is a person's, in Chinese, Latin or Thai script."""

from __future__ import annotations

import re
from itertools import takewhile

from scanner.reading.patterns import words

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏韦付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛"
    "郝顾龚邵万钱覃武戴孔汤庞樊兰殷施洪翟安颜倪严牛温季俞章鲁葛伍申尤毕聂焦向柳邢岳齐梅莫庄辛"
    "管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍霍翁甘景单柯阮桂闵麦辜"
)
_PERSON_HAN = (
    rf"(?:[{_SURNAMES}](?:[\u4e00-\u9fff*某○oOxX]{{1,2}})"
    r"|[*某][\u4e00-\u9fff*]{1,2}|[\u4e00-\u9fff][*某○][\u4e00-\u9fff*]?)"
)
_NOT_A_PERSON_HAN = r"(?!公司|银行|支行|分行|专户|账户|客服|平台|部|处|局|中心)"
_HOLDER_AFTER = re.compile(
    r"^\W{0,4}(?:户名|户主|戶名|收款人|姓名|名字|开户人|持卡人)?\W{0,3}"
    rf"(?:{_PERSON_HAN}{_NOT_A_PERSON_HAN}(?![\u4e00-\u9fff])|(?:นาย|นาง|น\.ส\.))"
)
_HOLDER_BEFORE = re.compile(
    r"(?:打|转|汇|付|存|缴|至|到|给|入|款|进)(?!安全|应|公司|金融|银行|项|管)"
    rf"{_PERSON_HAN}(?:的|[农工建中招交邮]行|银行|卡|账户|账号|支付宝|微信|\W){{0,4}}$"
)
_LATIN_NAME = re.compile(
    r"^[\s,:(/-]{1,3}"
    r"(?i:(?:opay|palmpay|kuda|moniepoint|gtb|uba|zenith|wema|access)(?: bank)?[,\s]{1,3})?"
    r"(?i:(?:a\.?n\.?|a/n|atas nama|nama|a nombre de|name|jina|in the name of|under)[ :]{1,2})?"
    r"(?P<name>[^\W\d_][\w'’*.]*(?: [^\W\d_][\w'’*.]*){1,3})"
)
_LATIN_ALONE = re.compile(r"^\s?(?:pe\s?)?\((?P<name>[A-Z][a-z]{2,12})\)")
_LATIN_MASKED = re.compile(r"^[\s,:(/-]{1,3}[A-Z][A-Za-z ]{0,12}\*+")
_NOT_A_NAME = frozenset(
    words(
        "account acc bank ltd limited bhd sdn pte inc plc llc corp co company ref reference amount "
        "using with your no number uen paybill till finance credit loan loans services before by "
        "today now or and immediately urgently tonight am pm council court department dept"
    )
)


def is_beside_a_person(before: str, after: str) -> bool:
    """Tell whether what stands before or after an account is the name of a person who holds it."""
    if _HOLDER_AFTER.match(after) or _HOLDER_BEFORE.search(before):
        return True
    return _begins_with_latin_name(after)


def ends_in_surname(text: str) -> bool:
    """Tell whether a Chinese surname stands last, as before the stars of a masked name: 王**."""
    return bool(text) and text[-1] in _SURNAMES


def _begins_with_latin_name(after: str) -> bool:
    """Tell whether a text begins with a name: "Azlan B.", "CHAN W*", (Nguyen Van Hung)."""
    if _LATIN_MASKED.match(after):
        return True
    alone = _LATIN_ALONE.match(after)
    if alone is not None and alone["name"].casefold() not in _NOT_A_NAME:
        return True
    named = _LATIN_NAME.match(after)
    if named is None:
        return False
    parts = list(takewhile(lambda part: part[0].isupper(), named["name"].split()))
    return len(parts) > 1 and not any(p.strip(".").casefold() in _NOT_A_NAME for p in parts)
