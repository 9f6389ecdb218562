"""Slots: the drug, condition, people and kind of fact of a question and of a sentence, and whether they agree."""

from qa.slots.agreement import Agreement, Judgement, Stand, agreement, unspoken
from qa.slots.amounts import NO_DRUG, Drugs, GivenDrug, drugs_of_amounts, given_drugs, is_dose_of
from qa.slots.matching import normal_text
from qa.slots.misspelt import is_name, meant_name
from qa.slots.packaged import CONDITIONS, DRUGS
from qa.slots.slots import (
    Inherited,
    Mention,
    Names,
    SentenceSlots,
    Slots,
    asks_how_much_of_drug,
    slots_of,
    slots_of_sentence,
)

__all__ = [
    "CONDITIONS",
    "DRUGS",
    "NO_DRUG",
    "Agreement",
    "Drugs",
    "GivenDrug",
    "Inherited",
    "Judgement",
    "Mention",
    "Names",
    "SentenceSlots",
    "Slots",
    "Stand",
    "agreement",
    "asks_how_much_of_drug",
    "drugs_of_amounts",
    "given_drugs",
    "is_dose_of",
    "is_name",
    "meant_name",
    "normal_text",
    "slots_of",
    "slots_of_sentence",
    "unspoken",
]
