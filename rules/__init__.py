"""The rule catalogue as data: rules, forms, lexicons, presets. No code lives here."""
