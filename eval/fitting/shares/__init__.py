"""The share of each part of the pipeline in ranking sentences and in deciding, on PinciteBench's items."""

from eval.fitting.shares.asked import AskedItem, ask
from eval.fitting.shares.table import VariantFigures, variant_figures, written
from eval.fitting.shares.variants import Variant, variants

__all__ = ["AskedItem", "Variant", "VariantFigures", "ask", "variant_figures", "variants", "written"]
