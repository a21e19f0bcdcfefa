"""What of JavaScript Chrome 80 knows on a page that came by plain HTTP, and what a script has
beyond it: syntax (ECMAScript 2020 without what came to Chrome later) and names of newer parts.
Sources: MDN's browser compatibility data, chromestatus.com.
"""

import re
from collections.abc import Iterator

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tests.look import floor_css

PARSER = Parser(Language(tree_sitter_javascript.language()))
# Parts of the language after Chrome 80, as the parser names them.
NEW_SYNTAX = {"class_static_block", "decorator", "using_declaration", "import_attribute"}
NEW_ASSIGNMENTS = {"??=", "||=", "&&="}
NEW_FLAGS = set("dv")
FUNCTIONS = {
    "function_declaration", "function_expression", "arrow_function", "method_definition",
    "generator_function", "generator_function_declaration",
}  # fmt: skip
# Names that came after Chrome 80: of a global, or of something that any object may be asked for.
NEW_GLOBALS = {
    "structuredClone", "AggregateError", "WeakRef", "FinalizationRegistry", "CSSContainerRule",
    "CSSLayerBlockRule", "reportError", "scheduler", "navigation", "Sanitizer", "Iterator",
    "cookieStore", "ClipboardItem", "URLPattern", "EyeDropper",
}  # fmt: skip
NEW_NAMES = {
    "replaceAll", "at", "hasOwn", "findLast", "findLastIndex", "toSorted", "toReversed",
    "toSpliced", "withResolvers", "groupBy", "fromAsync", "isWellFormed", "toWellFormed",
    "allSettledKeyed", "replaceChildren", "checkVisibility", "showPopover", "hidePopover",
    "togglePopover", "getAnimations", "startViewTransition", "moveBefore", "throwIfAborted",
    "userAgentData", "attachInternals", "canParse", "getHTML", "setHTMLUnsafe",
    "adoptedStyleSheets", "inert", "showPicker", "onscrollend", "isSubsetOf", "difference",
    "symmetricDifference", "toArray", "getOrInsert",
}  # fmt: skip
NEW_OF = {
    ("AbortSignal", "timeout"), ("AbortSignal", "any"), ("Promise", "any"), ("Promise", "try"),
    ("navigator", "credentials"),
}  # fmt: skip
# Only on HTTPS and on the machine itself; a school's tablets come by plain HTTP.
SECURE_ONLY = {
    "serviceWorker", "wakeLock", "randomUUID", "clipboard", "caches", "subtle", "geolocation",
    "mediaDevices", "locks", "bluetooth", "usb", "share", "canShare", "PushManager",
    "Notification", "SharedArrayBuffer", "showOpenFilePicker", "deviceMemory",
}  # fmt: skip
TAKE_SELECTORS = {"querySelector", "querySelectorAll", "matches", "closest"}


def faults(text: str) -> list[str]:
    """What of a script Chrome 80 does not know or plain HTTP does not give; empty is good."""
    root = PARSER.parse(text.encode()).root_node
    if root.has_error:
        return ["not read: no JavaScript that the parser knows"]
    return [fault for node in _all(root) for fault in _of_node(node)]


def _all(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _of_node(node: Node) -> Iterator[str]:
    if node.type in NEW_SYNTAX:
        yield f"syntax: {node.type}"
    yield from _of_operators(node)
    if node.type == "method_definition" and _name_of(node).startswith("#"):
        yield f"syntax: private method {_name_of(node)}"
    if node.type == "await_expression" and not _is_in_function(node):
        yield "syntax: await outside of a function"
    if node.type == "regex_flags" and NEW_FLAGS & set(_text(node)):
        yield f"syntax: flags of a pattern: {_text(node)}"
    yield from _of_name(node)
    if node.type == "call_expression":
        yield from _of_call(node)


def _of_operators(node: Node) -> Iterator[str]:
    operator = node.child_by_field_name("operator")
    if operator is None:
        return
    if node.type == "augmented_assignment_expression" and operator.type in NEW_ASSIGNMENTS:
        yield f"syntax: {operator.type}"
    left = node.child_by_field_name("left")
    if operator.type == "in" and left is not None and left.type == "private_property_identifier":
        yield "syntax: a private name before `in`"


def _of_name(node: Node) -> Iterator[str]:
    name = _text(node) if node.type in ("identifier", "property_identifier") else ""
    if node.type == "identifier" and name in NEW_GLOBALS | SECURE_ONLY:
        yield f"name: {name}"
    if node.type != "property_identifier" or node.parent.type != "member_expression":
        return
    owner = _text(node.parent.child_by_field_name("object"))
    is_global = owner in ("window", "self", "globalThis") and name in NEW_GLOBALS
    if is_global or name in NEW_NAMES | SECURE_ONLY or (owner, name) in NEW_OF:
        yield f"name: {owner[-40:]}.{name}"


def _of_call(node: Node) -> Iterator[str]:
    """A selector in a script is one as in a sheet."""
    called = node.child_by_field_name("function")
    name = re.split(r"\?*\.", _text(called))[-1]
    arguments = node.child_by_field_name("arguments")
    if name not in TAKE_SELECTORS or arguments is None:
        return
    for argument in arguments.named_children:
        if argument.type == "string":
            selector = _text(argument)[1:-1]
            yield from (f"selector: {fault}" for fault in floor_css.of_selector(selector))


def _name_of(node: Node) -> str:
    name = node.child_by_field_name("name")
    return _text(name) if name is not None else ""


def _is_in_function(node: Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if node.type in FUNCTIONS:
            return True
    return False


def _text(node: Node) -> str:
    return node.text.decode() if node.text else ""
