"""Signing in through a service that the operator chose (OpenID Connect): off unless configured, and then asked only when a person asks for it.

It makes no account and replaces no second factor: it says only what a mailed code says, that an address is somebody's.
"""
