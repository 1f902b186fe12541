"""One module a rule, one function each: ``check(program, limits)`` yields claims about the program.

Checks never see syntax.
"""
