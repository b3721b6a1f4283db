"""The post room: messages that say "something awaits you", never what a private thing says.

Words: notice, digest, letter. A notice names its kind and links to a page that asks again who may see it.
"""
