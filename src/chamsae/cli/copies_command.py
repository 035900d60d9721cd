"""`chamsae copies`: which documents copy which."""

import click

from chamsae.cli.opening import casebook
from chamsae.cli.show import clip, json_option, records, table
from chamsae.model.document import Document
from chamsae.model.judgement import Status


@click.command()
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List copies, rewrites, translations and shared passages, with what was measured.

    Judge one with `chamsae review --accept ID` or `--reject ID`.
    """
    book = casebook(context)
    if as_json:
        records(book.store.relations())
        return
    statuses = book.store.statuses()
    relations = list(book.store.relations())  # before the titles, so that none is missing
    titles = {document.id: _title(document) for document in book.store.documents(text=False)}
    rows = []
    for relation in relations:
        first, second = titles[relation.document], titles[relation.other]
        state = statuses.get(relation.id, Status.PROPOSED).value
        how = relation.kind.value + ("" if relation.directed else " (which came first is unknown)")
        rows.append((relation.id, first, how, second, f"{relation.score:.2f}", state))
    for capture, earlier in book.archive.repeats():
        rows.append(
            (capture.id, clip(capture.name, 44), "identical (the same bytes)", clip(earlier.name, 44), "1.00", "")
        )
    table(
        ("", "document", "is a … of", "other", "shared", "state"),
        rows,
        empty="No document copies another, as far as is known.",
    )


def _title(document: Document) -> str:
    return clip(f"{document.publisher or document.name}: {document.title or ''}", 44)
