"""The operator's command line, `answerable`: one module a command.

Each module has `add(commands)`, which declares its arguments, and functions that do it and return an exit code:
0 all well, 1 something failed or was refused, 2 wrong usage. Data goes to standard output, progress to standard error.
"""
