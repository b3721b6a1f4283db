"""Sign-in by allauth: by e-mail only, nobody signs up by themselves, no limit by network address."""

import os

ACCOUNT_ADAPTER = "answerable.access.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # an account is made by those who keep the records; a mailed code proves the address
)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 900  # seconds between the first and the second step
ACCOUNT_RATE_LIMITS = False  # access/guessing.py keeps them: per account and for all together, never by address
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # X-Forwarded-For is never read

MFA_ADAPTER = "answerable.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False

# Signing in through a service the operator chose (OpenID Connect): off unless both are set.
OIDC_ISSUER = os.environ.get("ANSWERABLE_OIDC_ISSUER", "").strip()
OIDC_CLIENT = os.environ.get("ANSWERABLE_OIDC_CLIENT", "").strip()
OIDC_SECRET = os.environ.get("ANSWERABLE_OIDC_SECRET", "").strip()
OIDC_NAME = os.environ.get("ANSWERABLE_OIDC_NAME", "").strip()  # as people know the service
