"""What happened, as the rooms tell it: (subject, kind, from, to, source), kept up with every act.

Words: fact, subject (whom it is about, opaque: `organisation:<key>`, `person:<key>`, `network:<pk>`, `body:<pk>`,
`text:<pk of the instrument>`), kind, source (what it follows from, opaque as well), teller (a room's way to tell), noted
(since when is recorded nowhere, so a fact holds from the day it was first told).
It must never hold anything that is confidential, a word of anybody's, or a name.
"""
