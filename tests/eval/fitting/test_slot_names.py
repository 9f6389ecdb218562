"""The lists of names are made of what may be shipped and what people type."""

import bz2
import io
import pickle
from pathlib import Path
from zipfile import ZipFile

import pytest
import typer

from eval.fitting.slot_names import drugs, illnesses, make_names, plain_values

LISTED = {
    "drug_canonical_to_data": {
        "paracetamol": {"drugbank_id": "DB1", "nhs_url": "x"},
        "lead": {"mesh_id": "D1"},
        "today": {"drugbank_id": "DB2", "mesh_id": "D2"},
        "quinine": {"drugbank_id": "DB3", "mesh_id": "D3"},
        "experimental x": {"drugbank_id": "DB4"},
    },
    "drug_variant_to_canonical": {
        "panadol": ["paracetamol"],
        "unconfirmed": ["paracetamol"],
        "quinine sulfate": ["quinine"],
    },
}
FDA = [
    ("panadol", "bn", "paracetamol"),
    ("sunday", "bn", "paracetamol"),
    ("n-(4-hydroxyphenyl)acetamide", "sys", "paracetamol"),
    ("quinine sulfate", "of", "quinine sulfate"),
    ("chininum", "cn", "quinine sulfate"),
]


def test_a_drug_is_listed_with_the_names_that_a_public_list_confirms() -> None:
    assert drugs(LISTED, FDA) == {
        "paracetamol": {"paracetamol", "panadol"},
        "today": {"today"},
        "quinine": {"quinine", "chininum"},
    }


def test_an_illness_is_listed_in_usual_order_with_its_places() -> None:
    names, places = illnesses(
        {
            "disease_canonical_to_data": {
                "dermatitis, atopic": {"mesh_tree": ["C17.1", "N01"]},
                "foot rot": {"mesh_tree": ["C22.1"]},
            },
            "disease_variant_to_canonical": {
                "dermatitis, atopic": ["dermatitis, atopic"],
                "atopic eczemas": ["dermatitis, atopic"],
                "eczema, atopic, infantile": ["dermatitis, atopic"],
                "foot rot": ["foot rot"],
            },
        }
    )
    assert names == {"atopic dermatitis": {"atopic dermatitis", "atopic eczema"}}
    assert places == {"atopic dermatitis": "C17.1"}


def test_a_pickle_that_builds_more_than_plain_values_is_refused() -> None:
    assert plain_values(bz2.compress(pickle.dumps({"a": ["b"]}))) == {"a": ["b"]}
    with pytest.raises(pickle.UnpicklingError, match="Path is no plain value"):
        plain_values(bz2.compress(pickle.dumps(Path("x"))))


def test_other_wheels_are_refused(tmp_path: Path) -> None:
    wheel = io.BytesIO()
    ZipFile(wheel, "w").close()
    (tmp_path / "drug_named_entity_recognition-9.whl").write_bytes(wheel.getvalue())
    with pytest.raises(typer.BadParameter, match="has no wheel of drug_named_entity_recognition with"):
        make_names(wheels=tmp_path, target=tmp_path)
