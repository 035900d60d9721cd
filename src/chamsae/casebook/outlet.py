"""The way out: a release from the present state, then a report or a bundle from the release."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from chamsae.casebook.accession import Archive
from chamsae.casebook.actors import tree_head
from chamsae.casebook.bundling import covered, gathered, parcel
from chamsae.casebook.consents import Consents
from chamsae.casebook.gate import check_left
from chamsae.casebook.leaning import holds
from chamsae.casebook.logbook import Log
from chamsae.casebook.progress import Silent
from chamsae.casebook.taken_back import check_release
from chamsae.casebook.writing_out import write_out, writing
from chamsae.errors import Withheld, phrase
from chamsae.model.log import TreeHead
from chamsae.model.release import Release
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.protect.release import Audience, release
from chamsae.publish.bundle import Bundled, bundle
from chamsae.publish.figure_picture import figure_svg
from chamsae.publish.figure_table import figure_csv
from chamsae.publish.raster import png
from chamsae.publish.report import figures_csv, figures_html


class PictureForm(StrEnum):
    """As what file a single figure leaves."""

    SVG = "svg"
    PNG = "png"
    CSV = "csv"


class Protect:
    """Decides what may leave; for people outside it is written once it has left through `casebook.release`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def release(self, *, title: str, audience: Audience, by: str) -> Release:
        """All figures that may leave for this audience, with what is withheld and why; logged."""
        made = self._made(list(self._store.groups()), list(self._store.settlements()), title, audience, by)
        return self._logged(made, by)

    def figure(self, group: str, *, title: str, audience: Audience, by: str) -> Release:
        """One figure as it may leave for this audience, with what of it is withheld and why; logged.

        Raises NotFound for no such figure. Where the figure may not leave, the release holds none and says why.
        """
        return self._logged(self.preview(group, title=title, audience=audience, by=by), by)

    def preview(self, group: str, *, title: str, audience: Audience, by: str) -> Release:
        """What `figure` would let go, to look at and decide; not logged, since nothing leaves."""
        held = self._store.group(group)
        settled = [one for one in self._store.settlements() if one.number == held.settlement]
        return self._made([held], settled, title, audience, by)

    def _made(
        self, groups: Sequence[FigureGroup], settled: Sequence[Settlement], title: str, audience: Audience, by: str
    ) -> Release:
        head = tree_head(self._store)
        return figures_for(
            self._store, groups, settled, title=title, audience=audience, by=by, at=self._clock(), head=head
        )

    def _logged(self, made: Release, by: str) -> Release:
        with self._store.transaction():
            log_release(self._store, made, by=by, at=made.made_at)
        return made


def log_release(store: Store, made: Release, *, by: str, at: datetime) -> None:
    """Log what of the figures may leave; the entry goes along in a bundle. Within a transaction."""
    held = " ".join(figure.id for figure in made.figures)
    detail = {"audience": made.audience, "figures": str(len(made.figures)), "held": held}
    detail |= holds(one.settlement for one in made.figures if one.settlement is not None)
    hidden = {"title": made.title} if made.title else {}
    store.append_log(at=at, actor=by, action="release", subject=made.id, detail=detail, hidden=hidden)


def figures_for(
    store: Store,
    groups: Sequence[FigureGroup],
    settled: Sequence[Settlement],
    *,
    title: str,
    audience: Audience,
    by: str,
    at: datetime,
    head: TreeHead,
) -> Release:
    """What of these figures may leave for an audience, as of a state of the log; nothing is logged."""
    claims = {c.id: c for c in store.claims(ids=[m.claim for g in groups for m in g.members])}
    documents = {id: store.document(id) for id in {c.document for c in claims.values()}}
    return release(
        title=title,
        audience=audience,
        made_by=by,
        made_at=at,
        log_number=head.size,
        log_hash=head.root,
        groups=groups,
        settlements=settled,
        claims=claims.values(),
        documents=documents.values(),
        captures_by_sha={d.sha256: tuple(store.captures(sha256=d.sha256)) for d in documents.values()},
        statuses=store.statuses(),
    )


class Publish:
    """Writes what a release holds; sees nothing else. What is for people outside must have left (casebook.release).

    Every method raises Withheld where somebody whose testimony it quotes has taken consent back since.
    """

    def __init__(
        self, store: Store, objects: Objects, clock: Clock, *, archive: Archive, log: Log, consent: Consents
    ) -> None:
        self._store, self._objects, self._clock = store, objects, clock
        self._archive, self._logbook, self._consent = archive, log, consent

    def report(self, release: Release, folder: Path, *, by: str) -> list[Path]:
        """figures.html and figures.csv in `folder`; raises StorageError, Withheld for what has not left."""
        pages = {"figures.html": figures_html(release), "figures.csv": figures_csv(release)}
        self._log("report", release, by)
        return write_out({name: page.encode() for name, page in pages.items()}, folder)

    def drawn(self, release: Release, form: PictureForm, *, by: str) -> bytes:
        """A release of one figure as a picture or table, with footnotes and what is withheld; logged.

        Raises Withheld when the figure may not leave or has not, MissingPart where this computer cannot draw a PNG.
        """
        if not release.figures:
            grounds = "; ".join(f"{one.count} {one.kind}, because {one.because}" for one in release.withheld)
            raise Withheld(
                phrase("the figure stays inside: %(grounds)s", grounds=grounds),
                do=phrase("Review its claims and settle it first."),
            )
        self.check(release)
        made = _FORMS[form](release)
        self._log("picture", release, by)
        return made

    def picture(self, release: Release, form: PictureForm, out: Path, *, by: str) -> None:
        """What `drawn` gives, written to a file; raises StorageError when it cannot be."""
        made = self.drawn(release, form, by=by)
        with writing(out):
            out.write_bytes(made)

    def bundle(
        self,
        release: Release,
        out: Path | BinaryIO,
        *,
        by: str,
        language: str = "en",
        progress: Progress | None = None,
    ) -> Bundled:
        """A ZIP that a stranger can check: cited originals, log entries with proofs, a signed list; logged.

        A checkpoint is signed where none covers these entries. Raises InputError for a release that was not decided
        here, Withheld for one that has not left, IntegrityError where bytes or the log are not what they were,
        StorageError when it cannot be written.
        """
        held = gathered(self._store, release)
        self.check(release)
        if untold := held.untold():
            for capture in untold:
                self._archive.verify(capture.id, by=by)
            held = gathered(self._store, release)
        covered(self._logbook, held, by=by)
        packed = parcel(self._store, self._logbook, held, language=language)
        watch = progress or Silent()
        originals = {claim.citation.sha256 for one in release.figures for claim in one.claims}
        watch.start(2 * len(originals), "packing originals")  # each is read twice: for its hash, then to be written

        def read(sha256: str) -> bytes:
            watch.step(sha256[:12])
            return self._objects.read(sha256)

        with writing(out):
            made = bundle(packed, read, self._text, self._logbook.sign, out)
        watch.finish()
        disclosed = " ".join(f"{one.number}-{one.field}" for one in packed.disclosed)
        told = {"size": str(packed.size), "entries": str(len(packed.entries)), "disclosed": disclosed}
        try:
            self._log("bundle", release, by, **told)
        except Withheld:
            if isinstance(out, Path):
                out.unlink(missing_ok=True)
            raise
        return made

    def check(self, release: Release) -> None:
        """Raise Withheld where a release is not to be handed out: it has not left, or consent was taken back since."""
        how = f"--figure {release.figures[0].id}" if len(release.figures) == 1 else "--all-figures"
        check_left(self._store, audience=release.audience, id=release.id, how=how)
        if release.audience != Audience.INTERNAL:
            check_release(self._consent, release, thing=release.id)

    def _text(self, document: str) -> str:
        return self._store.document(document).text

    def _log(self, action: str, release: Release, by: str, **detail: str) -> None:
        """Tell of a hand-out; consent is asked in the same transaction, since it may have been taken back meanwhile."""
        with self._store.transaction():
            self.check(release)
            self._store.append_log(at=self._clock(), actor=by, action=action, subject=release.id, detail=detail)


_FORMS: Mapping[PictureForm, Callable[[Release], bytes]] = {
    PictureForm.SVG: lambda release: figure_svg(release).encode(),
    PictureForm.PNG: lambda release: png(figure_svg(release)),
    PictureForm.CSV: lambda release: figure_csv(release).encode(),
}
