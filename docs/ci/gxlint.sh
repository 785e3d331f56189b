#!/bin/sh
# ci/gxlint.sh: for every CI that can run a shell (Jenkins, Gitea, Woodpecker, cron …).
# Installs gxlint beside the checkout, prints the findings, and writes them to gxlint-results/.
# Ends with gxlint's exit code: 0 nothing found, 1 findings, 2 wrong usage or unreadable files.
set -eu

# What pip installs: the address of gxlint's repository, and the version you want.
GXLINT="${GXLINT:-git+https://git.example.org/gxlint@v0.1.0}"
# The folder with the reports.
REPORTS="${REPORTS:-.}"

if [ ! -x .gxlint-venv/bin/gxlint ]; then
    python3 -m venv .gxlint-venv
    .gxlint-venv/bin/pip install --quiet "$GXLINT"
fi
mkdir -p gxlint-results
exec .gxlint-venv/bin/gxlint --output sarif:gxlint-results/gxlint.sarif \
    --output junit:gxlint-results/gxlint.xml "$REPORTS"
