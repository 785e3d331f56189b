"""The smallest Typer application that takes a path: what starting one costs without any work.

With ``plain`` as its last argument it is built without rich, as gxlint is.
"""

import sys

import typer

app = (
    typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    if sys.argv[-1] == "plain"
    else typer.Typer()
)


@app.command()
def main(path: str, kind: str) -> None:
    """Does nothing."""


app()
