"""Correct reports in many wordings: what no rule may speak of."""
