"""``Document`` → ``AnnualReport``: what an annual report is, as facts with places."""
