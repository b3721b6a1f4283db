"""Accounts: what is needed to sign in, and nothing about the person."""

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


@classified(PERSONAL, keep="until the person deletes it", id=INTERNAL, is_active=INTERNAL, password=SEALED)
class Account(AbstractBaseUser):
    """One person's way in. Its id is opaque: the ledger and foundations know a person only by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=12, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_on = models.DateField()
    last_login = None

    objects: ClassVar[Accounts] = Accounts()  # type: ignore[assignment]

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
