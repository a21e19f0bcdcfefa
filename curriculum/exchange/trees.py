"""XML from elsewhere: no document type, no entities, no deep nesting; and its HTML as text."""

import html
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from curriculum.exchange.drafts import BadFile

DEEPEST = 60
MOST_ELEMENTS = 100_000


class _Bounded(TreeBuilder):
    """Builds a tree that is neither deep nor endless."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise BadFile(_("This file is nested too deeply or has too many parts."))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse(data: bytes) -> Element:
    """The root of an XML document.  Raises BadFile, with the line where it breaks."""
    parser = XMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(data)
        return parser.close()
    except ParseError as error:
        said = _("The XML of this file breaks in line {number}.")
        raise BadFile(format_lazy(said, number=error.position[0])) from error
    except DefusedXmlException as error:
        raise BadFile(_("This file brings its own XML entities. It is not opened.")) from error
    except (LookupError, ValueError) as error:
        raise BadFile(_("The letters of this file cannot be read. Save it as “UTF-8”.")) from error


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def markup(element: Element, without: tuple[str, ...] = ()) -> str:
    """What stands inside an element as HTML, without the elements named."""
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        if local(child) not in without:
            parts.extend(_tagged(child, without))
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _tagged(child: Element, without: tuple[str, ...]) -> Iterator[str]:
    name = local(child)
    yield f"<{name}>"
    if name != "br":
        yield markup(child, without)
        yield f"</{name}>"
