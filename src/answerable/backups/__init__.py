"""Copies that can be trusted: made while the site runs, sealed to a key held elsewhere, tried, and put back.

Words: backup (one sealed file), drill (a backup opened, checked and thrown away again), forgotten (what was deleted and must
not come back with an older backup), aside (what stood before a restore or an upgrade).
It knows the database as tables and never what is in them; each room says itself how something of its own is deleted again.
It must never write clear data where the data folder's own protection does not reach, and never keep a secret that opens a backup.
"""
