"""What runs in the child process: the only rooms of fitlint that import Keras, its backends and NumPy.

The parent starts it with :mod:`fitlint.verify.child` and never imports anything from here.
"""
