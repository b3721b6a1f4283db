"""The secretariat's forms: languages, colours, mail, kinds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit import colour
from answerable.kit.meanwhile import TwoAtOnce
from answerable.notices.mail import BadMailAddress, read_address

from ..words import REFUSALS
from . import choices
from .networks import AllianceForm, checked_time_zone

__all__ = ["REFUSALS", "AllianceForm", "BrandingForm", "KindForm", "LookForm", "MailFields", "MailForm", "SettingsForm"]


class SettingsForm(AllianceForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages on offer"), widget=forms.CheckboxSelectMultiple, choices=choices.interface_languages
    )
    first = forms.ChoiceField(
        label=_("The alliance’s own language"),
        choices=choices.interface_languages,
        help_text=_("Shown where a visitor’s browser asks for none of the others"),
    )
    time_zone = forms.CharField(label=_("Time zone"), max_length=64, help_text=_("For example Africa/Nairobi"))

    def clean_time_zone(self) -> str:
        return checked_time_zone(self.cleaned_data["time_zone"])

    def chosen(self) -> tuple[str, ...]:
        """Returns the languages on offer, the alliance's own one first."""
        typed = self.cleaned_data
        return tuple(dict.fromkeys([typed["first"], *typed["languages"]]))


class BrandingForm(AllianceForm):
    primary = forms.CharField(
        label=_("Colour of what one can press"),
        max_length=7,
        required=False,
        help_text=_("For example #0B5D5B; empty: the colour of the house"),
    )
    accent = forms.CharField(
        label=_("Colour of what is private"),
        max_length=7,
        required=False,
        help_text=_("For example #6B2C5E; empty: the colour of the house"),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, up to 2 MB; it is painted anew, so that nothing hidden in the file stays"),
    )
    no_logo = forms.BooleanField(label=_("Show no logo"), required=False)

    def clean_primary(self) -> str:
        return self._readable("primary")

    def clean_accent(self) -> str:
        return self._readable("accent")

    def _readable(self, field: str) -> str:
        typed: str = self.cleaned_data[field].strip()
        if not typed:
            return ""
        if not colour.is_colour(typed):
            raise forms.ValidationError(_("Write a colour as # and six figures or letters a to f: #0B5D5B."))
        verdict = colour.judge(typed.lower())
        if not verdict.is_readable:
            near = {"ratio": f"{verdict.ratio:.1f}", "nearest": verdict.nearest}
            raise forms.ValidationError(
                _(
                    "This colour cannot be read on paper: its contrast is %(ratio)s, and 4.5 is needed. The nearest that can: %(nearest)s"
                )
                % near
            )
        return typed.lower()


class LookForm(BrandingForm):
    field_order = ("primary", "accent", "mail_colour", "logo", "no_logo", "icon", "icon_of_logo", "no_icon")
    mail_colour = forms.CharField(
        label=_("Colour in mails"), max_length=7, required=False, help_text=_("Empty: the colour of what one can press")
    )
    icon = forms.FileField(
        label=_("Picture for the browser’s tab"),
        required=False,
        help_text=_("PNG, JPEG or WebP, up to 2 MB; it is made small and square"),
    )
    icon_of_logo = forms.BooleanField(label=_("Make it from the logo"), required=False)
    no_icon = forms.BooleanField(label=_("Show the mark of the program in the tab"), required=False)

    def clean_mail_colour(self) -> str:
        return self._readable("mail_colour")


HERE = ("localhost", "127.0.0.1", "::1")


class MailFields(AllianceForm):
    """Where letters are handed over, as it is first said."""

    address = forms.CharField(
        label=_("Where letters are handed over"),
        max_length=300,
        required=False,
        help_text=_("smtp://user:password@host:587 or smtps://…; empty: no mail is sent"),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    sender = forms.EmailField(label=_("Sender’s address"), required=False)
    test = forms.BooleanField(label=_("Send me a test letter"), required=False)

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip()
        if not typed:
            return ""
        try:
            found = read_address(typed)
        except BadMailAddress as wrong:
            raise forms.ValidationError(
                _("The mail server’s address cannot be read. Write it like smtp://user:password@host:587")
            ) from wrong
        if found.security == "none" and found.host not in HERE:
            raise forms.ValidationError(
                _("smtp+plain:// sends user, password and letters unsealed. It is taken for a server on this machine only: localhost.")
            )  # fmt: skip
        return typed

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("address"):
            self._needs_sender()
        return typed

    def _needs_sender(self) -> None:
        if "sender" in self.fields and not self.errors and not self.cleaned_data.get("sender"):
            self.add_error("sender", _("Letters need a sender."))


class MailForm(TwoAtOnce, MailFields):
    """The same once more: an address that is not typed again stays as it is, since it is never shown."""

    field_order = ("address", "none", "sender", "test")
    none = forms.BooleanField(label=_("Send no mail"), required=False)

    def __init__(
        self, *args: Any, host: str, is_operators: bool, has_operators_sender: bool, has_own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.has_server, self.has_own = bool(host), has_own
        if has_own:
            self.fields["address"].help_text = _("smtp://user:password@host:587 or smtps://…; empty: as it is")
        for name, is_settled in (
            ("none", is_operators or not has_own),
            ("address", is_operators),
            ("sender", has_operators_sender),
        ):
            if is_settled:
                del self.fields[name]

    def chosen(self) -> str | None:
        """Returns the address to keep: None leaves it as it is, an empty one sends no mail."""
        return "" if self.cleaned_data.get("none") else self.cleaned_data.get("address") or None

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        sends_none, address = typed.get("none"), typed.get("address")
        if sends_none and address:
            self.add_error("none", _("Say either where letters are handed over, or that none are sent."))
        elif self.has_own and not sends_none:
            self._needs_sender()
        if typed.get("test") and (sends_none or not (address or self.has_server or self.errors)):
            self.add_error("test", _("Without a server there is no test letter."))
        return typed


class KindForm(AllianceForm):
    name = forms.CharField(label=_("Name in this language"), max_length=120)
