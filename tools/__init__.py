"""What the project writes about itself, each a command: ``python -m tools.rules_page``."""
