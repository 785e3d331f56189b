"""Measures proofreading (GX5): ``python -m benchmarks.proofreading``.

Correct sentences of our own (``sentences/``), mistakes that seeded operators plant in them, and
what gxlint and, with ``--peers``, other tools say of both. Nothing here looks at gxlint's lexicons.
"""
