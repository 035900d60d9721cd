"""Bundles of the first version, which nobody writes any more, made for the tests of their reader."""

import io
import zipfile
import zlib

from chamsae.archive.bundle_first import (
    BUNDLE_FORMAT,
    MANIFEST,
    README,
    RELEASE,
    REPORT,
    TABLE,
    Manifest,
    original_name,
    packed,
    text_name,
)
from chamsae.model.bundle import canonical
from chamsae.protect.release import Audience
from chamsae.publish.report import figures_csv, figures_html
from tests.protect.made import Made


def first_bundle(book: Made) -> bytes:
    """The public release of this casebook, packed as it was before the log was a tree."""
    release = book.release(Audience.PUBLIC)
    cited = [claim.citation for figure in release.figures for claim in figure.claims]
    files = {
        README: b"What this is\n",
        TABLE: figures_csv(release).encode(),
        RELEASE: canonical(release),
        REPORT: figures_html(release).encode(),
    }
    files |= {original_name(one.sha256): book.original(one.sha256) for one in cited}
    files |= {text_name(one.document): book.text(one.document).encode() for one in cited}
    manifest = Manifest(
        format=BUNDLE_FORMAT,
        release=release.id,
        log_number=release.log_number,
        log_hash=release.log_hash,
        files=tuple(packed(name, content) for name, content in sorted(files.items())),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(_info(name, content), content)
        archive.writestr(_info(MANIFEST, b""), canonical(manifest))
    return out.getvalue()


def _info(name: str, content: bytes) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    shrinks_too_well = len(zlib.compress(content)) * 100 < len(content)
    info.compress_type = zipfile.ZIP_STORED if shrinks_too_well else zipfile.ZIP_DEFLATED
    return info
