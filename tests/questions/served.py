"""The program as its operators start it, with something declared that can be asked about: python -m tests.questions.served serve."""

import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")
    django.setup()
    from answerable.site.console.main import main as answerable  # once Django is there

    from .given import provide  # as above

    provide()
    return answerable(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
