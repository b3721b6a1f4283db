"""Accounts: what is needed to sign in, and nothing about the person; no network address and no browser's name."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified


class Accounts(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Makes an account; without a password one signs in by mail code until one is set."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)

    def with_address(self, email: str) -> "models.QuerySet[Account]":
        """The account of an address, letter by letter: a database that ignores case takes “ı” for “i”, and so gmaıl for gmail."""
        return self.filter(email=email.strip().lower())


@classified(PERSONAL, keep="until the person deletes it", id=INTERNAL, is_active=INTERNAL, password=SEALED)
class Account(AbstractBaseUser):
    """One person's way in. Its id is opaque: the ledger and foundations know a person only by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=12, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_on = models.DateField()
    # since when it is known that the person reads mail to this address; until then somebody else only typed it
    proved_on = models.DateField(null=True, blank=True)
    # when the password was reset by mail; empty once the person has said what else may open the account
    reset_on = models.DateField(null=True, blank=True)
    last_login = None

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="account_email_once"),)

    def __str__(self) -> str:
        return f"account {self.id}"

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions are not used: offices decide, through `policy`."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


@classified(INTERNAL, keep="until it ends: at most eight hours", key_hash=SEALED, data=SEALED, account=PERSONAL)
class Session(models.Model):
    """One browser, signed in or about to be. Its cookie is not stored: only a hash of it is, and the data are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    data = models.BinaryField()
    opened_on = models.DateField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"session {self.id}"


@classified(INTERNAL, keep="until it is used or a quarter of an hour is over", digest=SEALED, account=PERSONAL)
class MailedCode(models.Model):
    """A code that was mailed: only its keyed hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=12)
    digest = models.CharField(max_length=128)
    ends_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["account", "purpose"], name="mailed_code_of_account"),)

    def __str__(self) -> str:
        return f"mailed code {self.pk}"


@classified(INTERNAL, keep="an hour after it was last used")
class Bucket(models.Model):
    """How many tries are left. Its key is a keyed hash of whom the limit is about, never of where a request came from."""

    key = models.CharField(primary_key=True, max_length=128)
    left = models.FloatField()
    filled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"bucket {self.key[:8]}"


@classified(INTERNAL, keep="90 days after it was closed", account=PERSONAL)
class LostFactor(models.Model):
    """Somebody who proved their password or mailbox says that their second factor is lost. Closed: done or stopped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    asked_on = models.DateField()
    goes_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account",), condition=models.Q(closed_on=None), name="lost_factor_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"lost factor {self.id}"


@classified(INTERNAL, keep="with the lost factor")
class LostFactorStep(models.Model):
    """One step of it: confirmed, stopped, lapsed or removed, by whom and in which office. Never changed."""

    lost = models.ForeignKey(LostFactor, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")
    how = models.CharField(max_length=12, blank=True, default="")
    on = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("lost", "step", "by"), name="lost_factor_step_once_each"),)

    def __str__(self) -> str:
        return f"step {self.pk} of lost factor {self.lost_id}"


@classified(INTERNAL, keep="until the link is ended, or the account is gone", subject=SEALED, account=PERSONAL)
class OpenIdLink(models.Model):
    """Whom an OpenID Connect service means by its own name for a person: only a keyed hash of that name is kept."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=128, unique=True)
    linked_on = models.DateField()

    def __str__(self) -> str:
        return f"link {self.pk}"
