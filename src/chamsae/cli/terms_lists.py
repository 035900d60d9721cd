"""The lists of terms beside violations, as `chamsae terms` prints them."""

from chamsae.cli.show import records, say, table
from chamsae.errors import NotFound
from chamsae.text import vocabulary
from chamsae.text.violations import violation

#: What stands for NKDB's categories among the lists.
NKDB = "nkdb"


def show(key: str | None, language: str, *, as_json: bool) -> None:
    """One list, or the names of all with the facts of a life; raises NotFound for a list there is not."""
    if key == NKDB:
        _nkdb(language, as_json=as_json)
    elif key is not None:
        _one(key, language, as_json=as_json)
    elif as_json:
        records([*vocabulary.lists().values(), *vocabulary.fields().values()])
    else:
        _all(language)


def _all(language: str) -> None:
    rows = [(one.key, one.label[language], len(one.terms), f"MT{one.mt}" if one.mt else "")
            for one in vocabulary.lists().values()]  # fmt: skip
    table(("list", "", "terms", "HURIDOCS"), [*rows, (NKDB, "NKDB", len(vocabulary.nkdb()), "")], empty="")
    say("\nFacts of a life:")
    table(
        ("fact", "", "list", "HURIDOCS"),
        [(one.key, one.label[language], one.list, one.esf) for one in vocabulary.fields().values()],
        empty="",
    )
    versions = ", ".join(f"{name} {version}" for name, version in vocabulary.versions().items())
    say(f"\nVersions: {versions}.")


def _one(key: str, language: str, *, as_json: bool) -> None:
    found = vocabulary.lists().get(key)
    if found is None:
        raise NotFound(f"there is no list {key}", do="`chamsae terms --lists` names them.")
    if as_json:
        records(found.terms)
        return
    rows = [
        (one.code, one.label[language], one.definition.get(language, ""), one.inverse or one.suggests,
         f"{one.esf}{' (near)' if one.esf_near else ''}" if one.esf else "")
        for one in found.terms
    ]  # fmt: skip
    table((key, "", "", "", "HURIDOCS"), rows, empty="")


def _nkdb(language: str, *, as_json: bool) -> None:
    if as_json:
        records(vocabulary.nkdb())
        return
    rows = [
        (one.label[language], "checked" if one.checked else "not checked",
         "; ".join(known.label[language] for code in one.violations if (known := violation(code))))
        for one in vocabulary.nkdb()
    ]  # fmt: skip
    table(("category", "against its pages", "what we would count there"), rows, empty="")
    for sentence in vocabulary.unknown_of_nkdb():
        say(sentence)
