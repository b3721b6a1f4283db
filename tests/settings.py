"""The product's own settings, over a data folder that lives as long as the test run.

pytest reads this before anything of Django, so that no test can reach a folder or a mode from the environment.
Each worker has a folder of its own.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "ANSWERABLE_TEST_RUN" not in os.environ:  # workers find the folder of the one that started them
    os.environ["ANSWERABLE_TEST_RUN"] = tempfile.mkdtemp(prefix="answerable-tests-")
    atexit.register(shutil.rmtree, os.environ["ANSWERABLE_TEST_RUN"], ignore_errors=True)
_home = Path(os.environ["ANSWERABLE_TEST_RUN"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
_home.mkdir(mode=0o700, exist_ok=True)

os.environ["ANSWERABLE_HOME"] = str(_home)
os.environ["ANSWERABLE_MODE"] = "test"
os.environ["ANSWERABLE_VISITS"] = str(_home / "visits")
for _name in ("ANSWERABLE_ADDRESS", "ANSWERABLE_HOSTS", "PORT"):
    os.environ.pop(_name, None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop in the test's thread

from answerable.site import settings as _product  # noqa: E402 - the environment first

globals().update({name: value for name, value in vars(_product).items() if name.isupper()})

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# The same algorithm with the least work it accepts: a test signs in hundreds of times.
PASSWORD_HASHERS = ["tests.cheap_hashing.CheapArgon2"]
# A code is answered at once where a test does not ask how long it takes.
CODE_ANSWER_SECONDS = 0.0
RAISING_BURST = 1_000_000  # a test of floods says so
