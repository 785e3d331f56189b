"""Measures gxlint: ``python -m benchmarks`` writes docs/benchmarks.md."""
