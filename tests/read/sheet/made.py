"""Workbooks made part by part, with what partners' files hold: errors, hidden parts, days counted from 1904."""

import io
import zipfile

_XML = "http://schemas.openxmlformats.org"
_KIND = f"{_XML}/officeDocument/2006/relationships"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES = f"""<Types xmlns="{_XML}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_PART}"/>
</Types>"""
_RELS = f"""<Relationships xmlns="{_XML}/package/2006/relationships">
<Relationship Id="r1" Type="{_KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_STYLES = f"""<styleSheet xmlns="{_XML}/spreadsheetml/2006/main">
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""
_MAIN = f'xmlns="{_XML}/spreadsheetml/2006/main"'
_R = f'xmlns:r="{_KIND}"'


def text(reference: str, words: str) -> str:
    """A cell that holds words."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def workbook(*sheets: tuple[str, str, str], from_1904: bool = False, prolog: str = "") -> bytes:
    """A workbook of sheets: name, state ("" or "hidden"), and the XML within <worksheet>."""
    named = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="s{at}"{f" state={chr(34)}{state}{chr(34)}" if state else ""}/>'
        for at, (name, state, _) in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="s{at}" Type="{_KIND}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at, _ in enumerate(sheets, 1)
    )
    styles = f'<Relationship Id="st" Type="{_KIND}/styles" Target="styles.xml"/>'
    epoch = f'<workbookPr date1904="{int(from_1904)}"/>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": f"{prolog}<workbook {_MAIN} {_R}>{epoch}<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{_RELS.partition('<Relationship ')[0]}{related}{styles}</Relationships>",
        "xl/styles.xml": _STYLES,
    }
    for at, (_, _, xml) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {_MAIN}>{xml}</worksheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()
