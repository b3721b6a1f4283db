"""Short questions that people answer without an account and without a name, told from five answers up.

Words: set (of questions), round (one time of asking, about a subject of a room above), pile (answers by link, answers on
paper), picture (what is told of a pile), expected (how many people are asked).
It must never know who answered, when, or which two answers are one person’s; nor tell fewer than five people’s answers.
"""
