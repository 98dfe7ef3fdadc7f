"""Who a message says it is from and about, looked up in the directory. Shared by the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanner.reading.model import Reading
from scanner.reading.views import views_of
from scanner.ruleset.directory import Entity
from scanner.ruleset.ruleset import Ruleset

FINANCE: frozenset[str] = frozenset(
    {"bank", "internet_bank", "bank_hk", "consumer_finance", "platform", "aggregator"}
)

PERSONAL: frozenset[str] = frozenset({"mobile", "virtual_operator", "overseas", "email"})
"""Classes of senders behind which a person is to be supposed."""
AGENT = re.compile(
    r"律师|律所|法律|法务|催收|清收|资产|信息服务|"
    r"\b(?:solicitors?|law|legal|attorneys?|advocates?|recover(?:y|ies)|collections?|collectors?|debt|"
    r"bailiffs?|enforcement|resolve|associates)\b",
    re.IGNORECASE,
)
"""Words in the names of those who collect for others."""

NAME_HINT = re.compile(
    r"\b(?i:your|ur|my|from|the|with|of) (?:[A-Z][\w&'-]+ ){1,3}"
    r"(?i:loan|card|account|bill|emi|balance|app|team|credit|plan)\b"
    r"|\b(?i:account|balance|bill|invoice|plan) (?i:with|at|from|for) (?:the )?"
    r"[A-Z][a-z]+ [A-Z][a-z]+"
    r"|\b(?i:this is|it['’]s) (?:the )?(?:[A-Z][\w&'-]+ ){2,4}(?i:billing|office|clinic|front desk)"
    r"|\b[A-Z]\w+ (?:Bank|Finance|Credit|Energy|Council|Ltd|LTD|Limited|Inc|Clinic|Team)\b"
    r"|\b[A-Z][\w&'’-]+,? (?:(?:[A-Z][\w&'’-]*|&|of|and),? ){0,3}"
    r"(?:LLC|LLP|PLLC|PLC|Recover(?:y|ies)|Collections|Apartments?|Propert(?:y|ies)|Realty|Rentals?|Lettings|Pa?ediatrics|Dental|Orthodontics|"
    r"Hospital|Medical|Animal Hospital|Veterinary|Academy|School|College|University|Nursery|"
    r"Daycare|Utilities|Auctioneers|Attorneys|Associates)\b"
    r"|\b[A-Z][\w&'’-]+ (?:[A-Z][\w&'’-]+ )?(?:Receivables|Funding|Acceptance|Financial|Housing"
    r"|Portfolio|Adjusters|Law Ofc)\b"
    r"|\b[A-Z][\w&'’-]+ [A-Z][\w&'’-]+ "
    r"(?:office|billing|rentals|reception|bursary|patient accounts)\b"
    r"|\b(?i:strata|estate|school|condo) (?i:office|admin) [A-Z]\w+"
    r"|\b(?i:law offices? of|barr(?:ister)?\.|chambers|solicitors|llp|advocates)(?![a-z])"
    r"|[-–—~] ?[A-Z][\w& ]{2,24}\W*$|(?i:thank you|thanks|regards),? [A-Z]\w+"
    r"|\b(?!(?i:your|ur|the|our|this|final|last|legal|accounts?|recovery|collections?|civil|county|high"
    r"|district|debt|pre|litigation|case|loan|payments?|credit|customer|field|escalation|urgent"
    r"|notice|processing|small|magistrates?|claims?|disputes?|resolution|mediation|services?|dear"
    r"|hi|hello|please|sir|ma'?am|madam|court|compliance|asset|head|main|central|national|federal"
    r"|state|warrant|past|arrears|billing|client|from|attention|reminder|fraud|tax|rent|document"
    r"|delivery|family|work|back|supreme|law|in|at|to|by|of|on|a)\b)"
    r"[A-Z][\w&'’-]+ (?:[A-Z][\w&'’-]+ ){0,2}(?i:leasing|apts?|lofts|villas|residences?|condos?"
    r"|towers?|heights|gardens|manor|estates?|club|gym|fitness|church|parish|surgery|vets?|hoa"
    r"|owners assn"
    r"|strata|garage|plumbing|roofing|landscaping|studio|preschool|daycare|lettings|escalation"
    r"|resource|paralegal|storage|hostel|chambers|mgmt|management|cleaners)\b"
    r"|\b(?i:management office|leasing office|lettings|accounts|admin|bursar|treasurer)"
    r",? (?:(?i:at|of|for) )?(?:[A-Z][\w&'’-]+ ){1,3}[A-Z]?\w+"
    r"|\b(?i:plaintiff|creditor|client|original creditor|lender)s?: ?[A-Z][a-z]\w+"
)
"""What in a Latin text looks like a name that was not recognised as the lender's."""


def claimed_names(reading: Reading) -> tuple[str, ...]:
    """Return the names by which the message calls its sender and its creditor, the sender first."""
    claims = reading.claims
    names = [claims.signature.name] if claims.signature else []
    if claims.lender:
        names.append(claims.lender.name)
    return tuple(dict.fromkeys(names))


def is_generic(name: str, ruleset: Ruleset) -> bool:
    """Tell whether a signature consists of general words only: 缴费提醒, 法务部."""
    if ruleset.directory.by_name(name) is not None:
        return False
    whole = ruleset.patterns["%{generic_signature}"]
    return whole.fullmatch(re.sub(r"\s+", "", views_of(name).normalised.text)) is not None


def creditor_names(reading: Reading) -> tuple[str, ...]:
    """Return the claimed names without those of agents, who collect for another."""
    claims = reading.claims
    if claims.lender and claims.signature and claims.lender.name != claims.signature.name:
        names: tuple[str, ...] = (claims.lender.name,)
        if not AGENT.search(claims.signature.name) and _same_house(reading):
            names = claimed_names(reading)
    else:
        names = claimed_names(reading)
    return tuple(name for name in names if not AGENT.search(name))


def _same_house(reading: Reading) -> bool:
    """Tell whether signature and lender share a beginning: "Copper Bank", "Copper Card"."""
    claims = reading.claims
    assert claims.lender is not None
    assert claims.signature is not None
    return claims.lender.name[:2].casefold() == claims.signature.name[:2].casefold()


def claimed_entities(reading: Reading, ruleset: Ruleset) -> tuple[Entity, ...]:
    """Return the known entities among the claimed names, without repetition, the sender first."""
    directory = ruleset.directory
    claims = reading.claims
    found: dict[str, Entity] = {}
    if claims.signature and (entity := directory.by_name(claims.signature.name)):
        found[entity.id] = entity
    if claims.lender:
        known = claims.lender.entity_id
        named = directory.entities.get(known) if known else None
        named = named or directory.by_name(claims.lender.name)
        if named:
            found[named.id] = named
    return tuple(found.values())


def mentioned(reading: Reading, ruleset: Ruleset) -> tuple[str, ...]:
    """Return the ids of financial institutions that the text names anywhere, in order."""
    hits = ruleset.names.find(reading.views.normalised.text)
    ids = dict.fromkeys(hit.entity_id for hit in hits)
    return tuple(i for i in ids if ruleset.directory.entities[i].kind in FINANCE)


def is_one_of(entity: Entity, others: Iterable[Entity]) -> bool:
    """Tell whether an entity is, or belongs to, one of the others."""
    return any(entity.may_speak_for(other) for other in others)
