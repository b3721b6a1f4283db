"""What can happen to an account. Whether the actor may do it to somebody else is asked by the room that calls."""

from ..signing_in import sign_in_as_demo
from .accounts import (
    change_password,
    create_account,
    delete_account,
    disable_account,
    enable_account,
    end_sessions,
    leave_other_ways,
    require_good_password,
    reset_password,
    set_language,
)
from .factors import (
    add_passkey,
    add_second_factor,
    remove_passkey,
    remove_second_factor,
    rename_passkey,
    renew_recovery_codes,
)
from .lost_factor import (
    ask_to_remove_factor,
    confirm_lost_factor,
    let_removal_lapse,
    remove_lost_factor,
    reset_factor,
    stop_removal,
)
from .openid import link_elsewhere, unlink_elsewhere

__all__ = [
    "add_passkey",
    "add_second_factor",
    "ask_to_remove_factor",
    "change_password",
    "confirm_lost_factor",
    "create_account",
    "delete_account",
    "disable_account",
    "enable_account",
    "end_sessions",
    "leave_other_ways",
    "let_removal_lapse",
    "link_elsewhere",
    "remove_lost_factor",
    "remove_passkey",
    "remove_second_factor",
    "rename_passkey",
    "renew_recovery_codes",
    "require_good_password",
    "reset_factor",
    "reset_password",
    "set_language",
    "sign_in_as_demo",
    "stop_removal",
    "unlink_elsewhere",
]
