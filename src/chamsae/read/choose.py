"""Which parser reads which media type. To add one: a file with `parse(data, name)` and a line here."""

from types import MappingProxyType

from chamsae.errors import Unreadable

#: Media type → parser, the name of a module of this package.
PARSER_OF = MappingProxyType(
    {
        "text/html": "html",
        "application/xhtml+xml": "html",
        "text/plain": "plain",
        "text/markdown": "markdown",
        "text/x-markdown": "markdown",
        "application/pdf": "pdf",
        "application/x-pdf": "pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheet.xlsx",
        "application/vnd.oasis.opendocument.spreadsheet": "sheet.xlsx",
        "message/rfc822": "mail",
        "image/png": "scan",
        "image/jpeg": "scan",
        "image/tiff": "scan",
        "image/webp": "scan",
        "image/gif": "scan",
        "image/bmp": "scan",
        "text/vtt": "subtitles",
        "application/x-subrip": "subtitles",
        "application/x-whisper+json": "whisper",
    }
)

#: What a file without bytes is called.
EMPTY = "application/x-empty"

#: The parser that also gives the cells of a workbook: `workbook(data, name)`.
WORKBOOKS = "sheet.xlsx"
#: Parsers that also draw a page: `picture(data, name, view)`.
DRAWN = frozenset({"pdf", "scan"})


def is_recording(media_type: str) -> bool:
    """True for sound and film."""
    return media_type.startswith(("audio/", "video/"))


def choose(media_type: str, name: str) -> str:
    """The parser for a media type ("text/html; charset=…" will do); raises Unreadable when there is none yet."""
    bare = media_type.partition(";")[0].strip().lower()
    if bare == EMPTY:
        raise Unreadable("the file is empty (0 bytes)", thing=name, do="The entry is kept.")
    if is_recording(bare):
        raise Unreadable(
            "a recording: its words come with a transcript (chamsae transcript add)",
            thing=name,
            do="The bytes are kept.",
        )
    try:
        return PARSER_OF[bare]
    except KeyError:
        raise Unreadable(
            f"no reader for {bare or 'an unknown type'} yet", thing=name, do="The bytes are kept."
        ) from None
