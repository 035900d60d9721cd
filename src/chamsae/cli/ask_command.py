"""`chamsae ask`: claims that a language model points at, where the user has named one."""

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number, say
from chamsae.errors import InputError


@click.command()
@click.argument("documents", nargs=-1)
@click.option("--yes", is_flag=True, help="Do not ask before text leaves this computer.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent where, and stop.")
@click.pass_context
def command(context: click.Context, documents: tuple[str, ...], *, yes: bool, dry_run: bool) -> None:
    """Ask a language model about DOCUMENTS (ids), or about all it was not asked about yet.

    Off until settings.toml names a model (model_address, model_name): any OpenAI-compatible address, best one on this
    computer. The model only points at words; numbers and times are read from these words by Chamsae's own readers, and
    what does not stand in the document is refused. What only the model saw is marked and waits for review.

    Interrupt and repeat as you like: documents that are done are not sent again.
    """
    book = casebook(context)
    plan = book.ask.plan(documents or None)
    place = "on this computer" if plan.where.here else "NOT on this computer"
    many = number(len(plan.documents), "document")
    say(f"{many} ({plan.characters:,} characters) to {book.settings.model_name} at {plan.where}, {place}.")
    for name in plan.held_back:
        say(f"{name}: held back, since a claim of it is withheld")
    if dry_run or not plan.documents:
        return
    if not plan.where.here and not yes:
        click.confirm("Send these texts there?", abort=True)
    report = book.ask.run(documents or None, by=person(context), progress=Bar())
    for name, why in report.refused:
        say(f"{name}: refused: {why}", err=True)
    say(
        f"{number(report.asked, 'document')} asked; {number(report.claims, 'new claim')}, {report.known:,} the readers "
        f"had found, {len(report.refused):,} refused. Next: chamsae review"
    )
    if report.refused and not report.claims and not report.known:
        context.exit(InputError.exit_code)
