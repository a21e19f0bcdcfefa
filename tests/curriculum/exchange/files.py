"""Files as somebody might send them."""

import io
import zipfile

from openpyxl import Workbook

from curriculum.exchange import table


def workbook(rows):
    """A spreadsheet with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def own_table(*rows, language="en"):
    """Birge's table: each row a map from the column's key."""
    head = [table.heading(key, language) for key in table.column_keys()]
    return workbook([head, *([row.get(key) for key in table.column_keys()] for row in rows)])


GOOD_ROW = {
    "kind": "knowledge", "prompt": "What is a clear yes?", "text1": "A smile", "counts1": "yes",
    "why1": "Both agree.", "text2": "Silence", "why2": "It is no yes.",
}  # fmt: skip


def archive(files, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def with_entry(data, name, content):
    """The archive with one entry added or replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {each: old.read(each) for each in old.namelist()}
    return archive(files | {name: content})


def moodle_question(body, kind="multichoice"):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="{kind}">{body}</question></quiz>""".encode()


QTI_ITEM = """<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q"
  title="{title}" adaptive="false" time-dependent="false">
{parts}
</qti-assessment-item>"""


def qti_item(parts, title=""):
    return QTI_ITEM.format(parts=parts, title=title).encode()


def qti_package(*items):
    names = [f"i{number}.xml" for number in range(len(items))]
    resources = "".join(
        f'<resource identifier="{name}" type="imsqti_item_xmlv3p0" href="{name}"/>'
        for name in names
    )
    manifest = f'<manifest xmlns="x"><resources>{resources}</resources></manifest>'
    return archive({"imsmanifest.xml": manifest} | dict(zip(names, items, strict=True)))
