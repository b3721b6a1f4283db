"""What is asked of networks, organisations and people, and how everybody stands by it, on any day.

Words: duty, asking (one version of how a duty is asked), standing, basis (what a standing rests on), claim, excuse, picture
(how those behind a network stand together).
It must never rank anybody, take silence for a fault, or show anew what was said of a day that is past.
"""
