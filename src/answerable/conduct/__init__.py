"""What is promised: core principles, codes of conduct and standards, in versions and languages; who signed them; how a
network writes its own.

Words: instrument, version, clause, line (a clause through all versions), signature, local code, moment, contribution,
answer, alignment, adoption.
It must never change a text that was adopted, nor show who contributed without their name.
"""
