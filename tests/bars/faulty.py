"""The product's own settings, with faults that tests plant: see `planting`."""

from answerable.site import settings as _product
from answerable.site.settings import *  # noqa: F403 - all of them are asked for by name

MIDDLEWARE = [*_product.MIDDLEWARE, "tests.bars.planting.planting_middleware"]
ADMINS = [("Ada", "ada@example.org")]
MANAGERS = ADMINS
