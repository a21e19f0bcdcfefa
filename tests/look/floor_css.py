"""What of CSS Chrome 80 knows, and what a sheet has beyond it.

The tables say what may be used: a property, function, unit or selector that is not in them fails.
Whoever needs another one looks up since when Chrome has it (80 or before) and adds it here.
Sources: MDN's browser compatibility data, chromestatus.com.
"""

from collections.abc import Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import Node


def _words(name: str) -> set[str]:
    return set((Path(__file__).parent / "chrome80" / f"{name}.txt").read_text("ascii").split())


# Properties of Chrome 80 or before.
PROPERTIES = _words("properties")
# Newer ones that lose nothing where they are not known: the line is left out, the rest stands.
MAY_BE_LOST = {
    "text-underline-offset": "the line under a link is nearer",
    "text-decoration-thickness": "the line under a link is of usual strength",
    "print-color-adjust": "stands beside its -webkit- form",
    "break-inside": "stands beside page-break-inside",
    "forced-color-adjust": "only where colours are forced, which Chrome 80 does not know either",
}
UNITS = {
    "px",
    "em",
    "rem",
    "ch",
    "vw",
    "vh",
    "vmin",
    "vmax",
    "fr",
    "s",
    "ms",
    "deg",
    "cm",
    "mm",
    "pt",
}
FUNCTIONS = _words("functions")
# Values that properties have got later: of the given ones, or of any.
NEW_VALUES = {
    ("overflow", "clip"), ("overflow-x", "clip"), ("overflow-y", "clip"), ("width", "stretch"),
    ("height", "stretch"), ("display", "masonry"),
}  # fmt: skip
NEW_WORDS = {"revert", "revert-layer", "subgrid", "fit", "balance", "pretty", "oklch", "oklab"}
PSEUDO = _words("pseudo")
# A rule with this selector is left out as a whole; the text says what is then seen.
SELECTORS_MAY_BE_LOST = {
    ":focus:not(:focus-visible)": "the outline is there after a tap too",
    ".plan__row[aria-current]::marker": "the number has the colour of the others",
}
AT_RULES = {"media", "keyframes", "page", "font-face"}
FEATURES = {
    "min-width", "max-width", "min-height", "max-height", "orientation", "hover", "pointer",
    "prefers-reduced-motion", "aspect-ratio", "min-aspect-ratio", "max-aspect-ratio",
    "prefers-color-scheme", "resolution",
    # Later than Chrome 80: the whole block is left out, as where nobody asked for it.
    "forced-colors", "prefers-contrast",
}  # fmt: skip


def faults(text: str) -> list[str]:
    """What of a sheet Chrome 80 does not know, in words; an empty list is good."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return list(_of_rules(rules))


def _of_rules(rules: list[Node]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"not read: {rule.message}"
        elif rule.type == "at-rule":
            yield from _of_at_rule(rule)
        elif rule.type == "qualified-rule":
            yield from _of_rule(rule)


def _of_at_rule(rule: Node) -> Iterator[str]:
    name = rule.lower_at_keyword
    if name not in AT_RULES:
        yield f"@{name}"
        return
    if name == "media":
        yield from _of_query(rule.prelude)
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        yield from _of_rules(inner)
    elif name == "keyframes":
        frames = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        for frame in frames:
            yield from _of_declarations(frame.content)
    else:
        yield from _of_declarations(rule.content)


def _of_query(prelude: list[Node]) -> Iterator[str]:
    for block in prelude:
        if block.type != "() block":
            continue
        if any(token.type == "literal" and token.value in "<>=" for token in block.content):
            yield f"@media with a range: {tinycss2.serialize(block.content)}"
        words = [token.lower_value for token in block.content if token.type == "ident"]
        if words and words[0] not in FEATURES:
            yield f"@media ({words[0]})"


def _of_rule(rule: Node) -> Iterator[str]:
    selector = tinycss2.serialize(rule.prelude).strip()
    if selector not in SELECTORS_MAY_BE_LOST:
        yield from of_selector(selector)
    yield from _of_declarations(rule.content)


def of_selector(selector: str) -> Iterator[str]:
    """What of a selector Chrome 80 does not know."""
    yield from _of_selector(tinycss2.parse_component_value_list(selector), selector)


def _of_selector(tokens: list[Node], whole: str) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "literal" and token.value == "&":
            yield f"nested: {whole}"
        is_pseudo = before is not None and before.type == "literal" and before.value == ":"
        if is_pseudo and token.type == "ident" and token.lower_value not in PSEUDO:
            yield f":{token.lower_value} in {whole}"
        if is_pseudo and token.type == "function":
            yield from _of_pseudo_function(token, whole)


def _of_pseudo_function(token: Node, whole: str) -> Iterator[str]:
    if token.lower_name not in PSEUDO:
        yield f":{token.lower_name}() in {whole}"
    if any(one.type == "literal" and one.value == "," for one in token.arguments):
        yield f"a list in :{token.lower_name}() in {whole}"
    yield from _of_selector(token.arguments, whole)


def _of_declarations(content: list[Node]) -> Iterator[str]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for each in found:
        if each.type != "declaration":
            yield f"nested or not read: {tinycss2.serialize([each])[:60]}"
        elif each.name.startswith("--"):
            yield from _of_value(each.name, each.value)
        elif each.lower_name in PROPERTIES:
            yield from _of_value(each.lower_name, each.value)
        elif each.lower_name not in MAY_BE_LOST:
            yield each.lower_name


def _of_value(name: str, tokens: list[Node]) -> Iterator[str]:
    for token in tokens:
        if token.type == "dimension" and token.lower_unit not in UNITS:
            yield f"{name}: unit {token.lower_unit}"
        elif token.type == "ident" and _is_new(name, token.lower_value):
            yield f"{name}: {token.lower_value}"
        elif token.type == "function":
            if token.lower_name not in FUNCTIONS:
                yield f"{name}: {token.lower_name}()"
            yield from _of_value(name, token.arguments)
        elif token.type == "() block":
            yield from _of_value(name, token.content)


def _is_new(name: str, value: str) -> bool:
    return value in NEW_WORDS or (name, value) in NEW_VALUES
