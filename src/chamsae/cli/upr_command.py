"""`chamsae upr`: submissions to the Universal Periodic Review, counted against the limits and written as Word."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, number, say, table

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


@click.command()
@click.argument("code", required=False)
@click.option("--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Keep the text of this YAML file: a new submission, or a version of CODE.")  # fmt: skip
@click.option("--yaml", "as_yaml", is_flag=True, help="Print the text of CODE as such a file.")
@click.option("--undo", is_flag=True, help="Take the last version of CODE back.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="A new folder for the file (Word)."
)
@click.pass_context
def command(
    context: click.Context,
    /,
    code: str | None,
    source: Path | None,
    output: Path | None,
    *,
    as_yaml: bool,
    undo: bool,
) -> None:
    """List submissions to the Universal Periodic Review, or show one (CODE) with its words counted.

    The file has the keys state (cn), partners, keywords, summary (paragraphs) and recommendations (symbol, text,
    position, figures: ids of `chamsae figures`). No number is typed: each comes from a settled figure that may be
    public. Who submits is kept by `chamsae petition --keep-submitter`.

    \b
    chamsae upr --from submission.yml
    chamsae upr upr-cn-1
    chamsae upr upr-cn-1 -o upr
    """
    from chamsae.casebook.stakeholder_file import from_yaml, to_yaml

    book, by = casebook(context), person(context)
    if source:
        told = from_yaml(source.read_text("utf-8"), source.name)
        code = book.petitions.upr.keep(told, by=by, code=code or "").subject
    if code is None:
        _list(book)
    elif undo:
        book.petitions.upr.undo(code, by=by)
        say(f"The last version of {code} is taken back.")
    elif as_yaml:
        say(to_yaml(book.petitions.upr.get(code).told).rstrip())
    elif output:
        _write(book, code, output, by)
    else:
        _show(book, code, by)


def _list(book: "Casebook") -> None:
    rows = [(one.subject, one.told.state, len(one.told.recommendations), f"{one.at:%Y-%m-%d}", one.by)
            for one in book.petitions.upr.kept()]  # fmt: skip
    headers = ("code", "State", "recommendations", "kept", "by")
    table(headers, rows, empty="No submission was begun yet. `chamsae upr --from FILE` keeps one.")


def _show(book: "Casebook", code: str, by: str) -> None:
    from chamsae.casebook.stakeholder import counted

    told, submitter = book.petitions.upr.get(code).told, book.petitions.submitter()
    draft = book.petitions.stakeholder(book.petitions.upr.release(by=by), told, submitter=submitter)
    rows = [(one.number, clip(sentence.text, 90), " ".join(sentence.claims[:2]))
            for section in draft.form.sections for one in section.fields
            for key in one.material for sentence in draft.material.get(key, ())]  # fmt: skip
    table(("", "told", "claims"), rows, empty="Nothing is told.")
    most = draft.most_words or 0
    limit = draft.form.limit("words_joint" if told.partners else "words_single")
    checked = "" if limit.verified else " (a limit nobody has checked: look at OHCHR's page for the session)"
    say(f"{code}: {number(counted(draft), 'word')} of {most:,}{checked}.")
    for missing in draft.missing:
        say(f"Required and not told: {missing.field} {missing.label['en']}.")


def _write(book: "Casebook", code: str, output: Path, by: str) -> None:
    from chamsae.casebook.petition_files import FileForm
    from chamsae.protect.release import Audience

    submitter = book.petitions.submitter()
    release = book.protect.release(title="UPR", audience=Audience.PUBLIC, by=by)
    draft = book.petitions.stakeholder(release, book.petitions.upr.get(code).told, submitter=submitter)
    made = book.petitions.write(draft, submitter=submitter)
    book.petitions.files([made], output, by=by, forms=[FileForm.DOCX])
    say(f"{output}: {number(made.words, 'word')} of {made.most_words or 0:,}.")
