"""JSON Schemas of what gxlint reads as configuration and prints as data. No code lives here."""
