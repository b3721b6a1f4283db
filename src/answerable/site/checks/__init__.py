"""What must hold of this machine and these settings before anybody trusts them: asked at every start.

An error refuses to start, a warning is said in red. Each says what to do.
"""

from django.core.checks import Tags, register

from . import database, files, machine, settings

ALL = (
    settings.debug_is_off,
    settings.secret_key_is_strong,
    settings.uploads_are_never_clear,
    settings.no_log_of_who_asked,
    settings.address_is_safe,
    settings.openid_is_whole,
    files.home_is_private,
    files.secrets_are_private,
    files.space_is_left,
    machine.leaves_no_core_dumps,
    machine.swaps_nothing_out,
    machine.clock_is_set,
)


def declare() -> None:
    """Called once by the app: the database's own are asked wherever a database is (`migrate`, `check --database`)."""
    for check in ALL:
        register(check, Tags.security)
    register(database.connection_is_safe, Tags.database)
