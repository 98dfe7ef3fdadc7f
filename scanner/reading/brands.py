"""Names of houses that people owe money to, outside the directory: known to readers worldwide.

The directory says how a house may be reached, and is kept with sources; here is only that a word is
somebody's name. Nothing but the lender of a text is read from it.
"""

from __future__ import annotations

import re

_CERTAIN = (
    # Philippines, Malaysia, Singapore, Indonesia, Hong Kong
    "home credit|bill ?ease|cashalo|juanhand|tala|tonik|digido|unacash|moca ?moca|pesoloan|"
    "mabilis ?cash|security bank|bdo|bpi family|bpi|rcbc|metrobank|unionbank|eastwest bank|"
    "meralco|maynilad|"
    "manila water|pldt home|pldt|pag-?ibig|gcash gloan|gloan|gcredit|maya credit|maya easy "
    "credit|spaylater|"
    "atome|aeon credit(?: service)?|aeon|ptptn|bank rakyat|maybank|tnb|celcom|grab paylater|ocbc|"
    "uob|posb|dbs|singtel|starhub|sp group|sp services|iras|lta|hdb|kredivo|akulaku|adakami|adira|"
    "welend|welab bank|welab|ua finance|k cash|primecredit|clp power|hkt|hkbn|csl|smartone|promise|"
    # Kenya, Nigeria, Ghana, South Africa
    "zenka|okash|fuliza|m-shwari|kcb m-pesa|timiza|zash loans?|helb|kplc|kenya power|hustler fund|"
    "fairmoney|palmcredit|renmoney|quickcheck|aella|lapo|sokoloan|zedvance|easybuy|ikedc|"
    "fido(?= loan)|"
    "capitec|truworths|edgars|eskom|african bank|nedbank|absa|mr price money|"
    # India
    "kredit ?bee|mpokket|money ?view|early ?salary|bajaj finance|bajaj finserv|hdfc bank|icici "
    "bank|"
    "sbi cards?|axis bank|kotak mahindra bank|kotak bank|idfc first bank|tata capital|"
    "muthoot finance|manappuram|hero fincorp|tvs credit|l&t finance|hdb financial|"
    "poonawalla fincorp|airtel|bsnl|kissht|zestmoney|lazypay|flipkart pay later|ring power loan|"
    # United Kingdom, Ireland
    "klarna|clearpay|vanquis|lendable|quickquid|barclaycard|vodafone|british gas|octopus energy|"
    "edf energy|capital one|monzo flex|hmrc|irs|cra|dvla|thames water|marstons|"
    "rossendales|santander|lloyds bank|natwest|"
    # United States, Canada, Australia, New Zealand
    "e-?zpass|fastrak|sunpass|txtag|affirm|verizon|at&t|t-mobile|synchrony bank|synchrony|"
    "citibank|ally auto|"
    "wells fargo|comenity|onemain|speedy cash loans|speedy cash|check into cash|advance america|"
    "con edison|"
    "duke energy|austin energy|pg&e|upstart|lending ?club|toyota financial|gm financial|navient|"
    "nelnet|rogers|koodo|telus|407 etr|afterpay|linkt|telstra|optus|agl|genesis energy|"
    "at hop|services australia"
)
LATIN_BRAND = re.compile(rf"(?<![a-z0-9@./-])(?:{_CERTAIN})(?![a-z0-9@]|[./-][a-z0-9])")
"""In a lower-case text."""
_UNCERTAIN = (
    "Branch|Carbon|Navi|Ring|Maya|Sky|Very|Zip|Bell|Discover|Chase|Globe|Bajaj|Muthoot|Kotak"
)
UNCERTAIN_BRAND = re.compile(
    rf"(?<![A-Za-z0-9@./-])(?P<v>{_UNCERTAIN})"
    r"(?= (?:loan|credit|card|EMI|emi|account|acct|bill|balance|phone|gold|app\b|Postpaid|power))"
)
"""Words that are names as well: only before what they lend."""
HAN_BRAND = re.compile(
    "(?:(?:邦民日本财务|邦民|安信兄弟|安信|ua财务|友信|富邦|亚洲联合财务|亚洲财务|康业(?!管理)|(?<!大)裕融企业|"
    "(?<!大)裕融|和润企业|和润|裕富|中租迪和|中租|仲信|和信用品|裕隆)"
    "(?:财务|分期|信贷|消金|当铺|贷款|数位资融|数位|资融|物业)?)"
    "|中电|港灯|中华煤气|香港电讯|台湾大哥大|远传电信|远传|中华电信|台湾自来水|台湾电力|台电|远通电收|"
    "(?<!网上)国网(?:[\u3400-\u9fff]{2,4}电力)?|"
    "易鑫|趣店|宜信普惠|宜信|捷信|来分期|哈啰借钱|人保|中公|一嗨|农信社"
)
"""In a normalised text of Chinese."""
BUYERS = re.compile(
    r"\b(?:lowell|cabot|midland credit|portfolio recovery|moorcroft|resurgent|lvnv|jefferson "
    r"capital|pra group|intrum|panthera|credit corp|baycorp|indebted|arrow global|capquest|wescot|"
    r"bw legal|asset (?:svcs|services|acceptance))\b"
)
"""Who buys or collects debts of others: whose it was comes before them."""
