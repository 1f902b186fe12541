"""The verifier: a controlled experiment for each finding, on a model rebuilt from the program. No user code is run.

:mod:`~fitlint.verify.spec` says what is rebuilt, :mod:`~fitlint.verify.planner` which experiment is run for how long,
:mod:`~fitlint.verify.child` starts the process in which :mod:`fitlint.verify.worker` trains.
"""
