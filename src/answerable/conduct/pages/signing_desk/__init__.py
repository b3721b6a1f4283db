"""Signing at the desks: of organisations, of networks, of those who say who must sign."""
