"""The product's own settings, with faults that tests plant: see `planting`."""

from answerable.site import settings as _product

globals().update({name: value for name, value in vars(_product).items() if name.isupper()})

MIDDLEWARE = [*_product.MIDDLEWARE, "tests.bars.planting.planting_middleware"]
ADMINS = [("Ada", "ada@example.org")]
MANAGERS = ADMINS
