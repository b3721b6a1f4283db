"""What people type to come in and to look after how they sign in."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Form

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "class": "short"}
WEAK_PASSWORD = {
    "password_too_short": _(
        "This password is too short. Take at least 12 letters or digits: four words in a row do well."
    ),
    "password_too_common": _("Too many people use this password, so it is tried first. Take another one."),
    "password_too_similar": _("This password is too close to your e-mail address. Take another one."),
    "password_weak": _("This password is easy to guess. Take another one."),
}


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"}),
        error_messages={
            "required": _("Write the e-mail address of your account."),
            "invalid": _("Write the whole e-mail address: for example name@example.org."),
        },
    )  # fmt: skip


def password_field(label: Any, *, new: bool = False, **kwargs: Any) -> forms.CharField:
    attrs = {"autocomplete": "new-password" if new else "current-password", "dir": "ltr"}
    return forms.CharField(label=label, strip=False, max_length=512, widget=forms.PasswordInput(attrs=attrs), **kwargs)


def code_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=40, widget=forms.TextInput(attrs=CODE),
        error_messages={"required": _("Type the code.")},
    )  # fmt: skip


class EmailForm(Form):
    email = email_field()


class SignInForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "wrong": _("This address and this password do not belong together. Check both, or let us send you a code."),
        "slow": _(
            "Many passwords were tried for this address. Wait %(seconds)s seconds, or let us send you a code: that always works."
        ),
    }

    email = email_field()
    password = password_field(
        _("Password"), error_messages={"required": _("Type your password, or let us send you a code.")}
    )


class MailedCodeForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "wrong": _("This is not the code we sent, or it was used already. Check it and type it again.")
    }

    code = code_field(_("Code from the mail"), _("Twelve digits; spaces do not matter."))


class SecondFactorForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "wrong": _(
            "This code is not right, or it was used already. Wait for the next one in your app, or use a recovery code."
        ),
        "slow": _("Too many codes were tried. Wait %(seconds)s seconds and try again."),
    }

    code = code_field(
        _("Code from your app"), _("Six digits, a new one every 30 seconds. A recovery code works here as well.")
    )


class PasskeyForm(Form):
    """What a device answered; empty where the browser runs no script."""

    words: ClassVar[dict[str, Any]] = {
        "wrong": _("This passkey did not open the door. Try once more, or come in another way."),
        "empty": _(
            "Nothing came from your device: passkeys need JavaScript in this browser. The other ways work without."
        ),
        "slow": SecondFactorForm.words["slow"],
    }

    credential = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


class NewPasskeyForm(PasskeyForm):
    words: ClassVar[dict[str, Any]] = {
        **PasskeyForm.words,
        "wrong": _("Your device’s answer could not be taken. Try once more."),
        "name_needed": _("Give it a name, so that you know later which device it is on."),
        "passkey_known": _("This passkey is kept here already."),
        "passkeys_enough": _("You have ten passkeys. Remove one that you do not use any more, then add this one."),
    }

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Only you see it. For example: my telephone"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class PasskeyNameForm(Form):
    words: ClassVar[dict[str, Any]] = {"name_needed": NewPasskeyForm.words["name_needed"]}

    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class LostFactorForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "asked_already": _("It is asked for already."),
        "asked_too_often": _("It was asked for three times today. Ask again tomorrow."),
        "too_few_keepers": _("Fewer than two people keep the records of your place, so nobody could confirm it."),
        "closed_already": _("It is closed already."),
    }


class RemovalForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "office_needs_it": _(
            "One of your offices needs a second step. Set up another app or passkey first, then remove this one."
        ),
    }


class RecoveryCodeForm(SecondFactorForm):
    words: ClassVar[dict[str, Any]] = {
        **SecondFactorForm.words,
        "wrong": _("This code is not right, or it was used already. Use another one of your recovery codes."),
    }

    code = code_field(_("Recovery code"), _("One of those you wrote down when you set up the second step."))


class ConfirmPasswordForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "wrong": _("This is not your password."),
        "slow": _("Many passwords were tried. Wait %(seconds)s seconds and try again."),
    }

    password = password_field(_("Password"), error_messages={"required": _("Type your password.")})


class NewPasswordForm(Form):
    words: ClassVar[dict[str, Any]] = {
        **WEAK_PASSWORD,
        "different": _("The two are not the same. Type the new password twice."),
    }

    new_password = password_field(
        _("New password"), new=True, help_text=_("At least 12 letters or digits: four words in a row do well.")
    )
    again = password_field(_("New password, once more"), new=True)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("new_password") and typed.get("again") and typed["new_password"] != typed["again"]:
            self.add_error("again", str(self.words["different"]))
        return typed


class ResetForm(NewPasswordForm):
    words: ClassVar[dict[str, Any]] = {**NewPasswordForm.words, **MailedCodeForm.words}

    code = code_field(_("Code from the mail"), _("Twelve digits; spaces do not matter."))

    field_order = ("code", "new_password", "again")


class AppForm(Form):
    words: ClassVar[dict[str, Any]] = {
        "code_wrong": _(
            "This is not the code that your app shows now. See that your telephone’s clock is right and type the next code."
        ),
        "has_app": _("An app is set up already. Remove it first, then set up the other one."),
    }

    code = code_field(_("Code that your app shows now"))
