"""Cells of a table, read by the words of the definitions: folding, dates, numbers, vocabulary."""

import datetime
import re
import unicodedata

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
GENERIC = {"commune", "communes", "cercle", "region", "district", "departement", "province", "de", "du",
           "des", "of", "la", "le", "d"}
MONTHS = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
          "novembre", "decembre"]

# What a few words mean; the program's own vocabulary is larger.
SECTORS = {
    "protection": "PRO", "protection de l enfance": "PRO-CPN", "child protection": "PRO-CPN", "vbg": "PRO-GBV",
    "gbv": "PRO-GBV", "action contre les mines": "PRO-MIN", "abris ame": "SHL", "shelter": "SHL",
    "abris nfi": "SHL", "abris": "SHL", "shl": "SHL", "pro": "PRO", "eha": "WSH", "wash": "WSH",
    "education": "EDU", "securite alimentaire": "FSC", "food security": "FSC", "sante": "HEA", "health": "HEA",
    "nutrition": "NUT", "logement terre et propriete": "PRO-HLP", "hlp": "PRO-HLP", "ltp": "PRO-HLP",
    "protection logement terre et propriete": "PRO-HLP", "pro hlp": "PRO-HLP", "intersectoriel": "INTER",
    "intersectoral": "INTER",
}
LTP_DECLARED = {"ltp", "ltb", "ltprn", "hlp", "logement terre et propriete", "logement terre et biens",
                "foncier", "logement terre et propriete ltp", "protection logement terre et propriete", "pro hlp"}
LTP_TEXT = ("ltp", "foncier", "fonciere", "fonciers", "logement terre et propriete", "hlp")
COHESION = {"cohesion sociale", "social cohesion"}
STATUS = {
    "planned": ("planifie", "prevu", "planned", "a venir"),
    "ongoing": ("en cours", "ongoing", "active", "on going"),
    "completed": ("acheve", "termine", "completed", "cloture", "complete"),
    "suspended": ("suspendu", "suspended", "on hold"),
    "cancelled": ("annule", "cancelled", "canceled"),
}
ORG_TYPES = {"un": "UN", "ong nat": "NNGO", "ong int": "INGO", "mvt cr": "RCRC", "gouv": "GOV", "ocs": "CSO",
             "ingo": "INGO", "nngo": "NNGO"}
POPULATIONS = {"pdi": {"IDP"}, "deplaces": {"IDP"}, "idps": {"IDP"}, "retournes": {"RDP"}, "returnees": {"RDP"},
               "rapatries": {"RET"}, "hotes": {"HST"}, "host communities": {"HST"},
               "pdi et retournes": {"IDP", "RDP"}}
NATIONAL = {"national", "tout le pays", "niveau national", "nationwide"}


def fold(text):
    """Case, accents, punctuation and spaces do not count."""
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("ß", "ss")).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def fold_place(text):
    """For places also numerals and generic words; a name of generic words alone keeps them."""
    words = [ROMAN.get(w, w) for w in fold(text).split()]
    return " ".join(w for w in words if w not in GENERIC) or " ".join(words)


def status(text):
    word = fold(text)
    return next((code for code, words in STATUS.items() if word in words), None)


def _day(year, month, day):
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return date if 1990 <= year <= 2040 else None


def _span(year, first, months, end):
    if not 1 <= first <= 12:
        return None
    if not end:
        return _day(year, first, 1)
    after = first + months
    last = datetime.date(year + (after > 12), (after - 1) % 12 + 1, 1) - datetime.timedelta(1)
    return _day(last.year, last.month, last.day)


def date(text, end=False):
    """A day, or None where the cell is empty, unreadable or implausible. `end`: the last day of a month."""
    text = text.strip()
    if m := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", text):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        return _day(int(m[3]), int(m[2]), int(m[1]))
    if m := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return _span(int(m[1]), int(m[2]), 1, end)
    word = fold(text)
    if (m := re.fullmatch(r"t([1-4]) (\d{4})", word)) or (m := re.fullmatch(r"(\d{4}) q([1-4])", word)):
        quarter, year = (m[1], m[2]) if len(m[1]) == 1 else (m[2], m[1])
        return _span(int(year), 3 * int(quarter) - 2, 3, end)
    if (m := re.fullmatch(r"([a-z]+) (\d{4})", word)) and m[1] in MONTHS:
        return _span(int(m[2]), MONTHS.index(m[1]) + 1, 1, end)
    if re.fullmatch(r"\d{4,6}(\.0+)?", text) and float(text) > 2100:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(int(float(text)))
        return _day(day.year, day.month, day.day)
    return None


def people(text):
    """A whole number of people, or None where it is missing, negative or unreadable."""
    text = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    text = re.sub(r"^(~|env\.?|environ|about)\s*", "", text, flags=re.I)
    if re.fullmatch(r"\d{1,3}( \d{3})+", text):
        text = text.replace(" ", "")
    return int(float(text)) if re.fullmatch(r"\d+(\.0+)?", text) else None
