"""JSON Schemas of everything gxlint reads as configuration or prints as data. No code lives here."""
