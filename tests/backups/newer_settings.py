"""The product's settings with one room more, as a newer program would have."""

from answerable.site import settings as _product

globals().update({name: value for name, value in vars(_product).items() if name.isupper()})
INSTALLED_APPS = [*_product.INSTALLED_APPS, "tests.backups.newer"]
