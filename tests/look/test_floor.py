"""Chrome 80 on plain HTTP, which the oldest tablets have, knows all that we ship: every sheet and
script is read by a parser and held to tables.  The tables are shown to catch what is planted."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.look import floor_css, floor_js

STATIC = settings.BASE_DIR / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
HTMX = "django_htmx/htmx-2.min.js"
# htmx looks whether the browser has these before it uses them.
ASKED_FOR_FIRST = {"moveBefore", "startViewTransition"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_is_known_to_chrome_80(sheet):
    assert floor_css.faults(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_known_to_chrome_80(script):
    assert floor_js.faults(script.read_text("utf-8")) == []


def test_htmx_as_it_is_shipped_is_known_to_chrome_80():
    found = floor_js.faults(Path(finders.find(HTMX)).read_text("utf-8"))
    assert {fault.rpartition(".")[2] for fault in found} == ASKED_FOR_FIRST


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("a { gap: 1rem }", "gap"),
        ("a { row-gap: 1rem }", "row-gap"),
        ("a { aspect-ratio: 1 }", "aspect-ratio"),
        ("a { inset: 0 }", "inset"),
        ("a { margin-inline: 0 }", "margin-inline"),
        ("a { color-scheme: dark }", "color-scheme"),
        ("a { accent-color: red }", "accent-color"),
        ("a { height: 100dvh }", "height: unit dvh"),
        ("a { height: calc(100svh - 1px) }", "height: unit svh"),
        ("a { color: color-mix(in srgb, red, blue) }", "color: color-mix()"),
        ("a { --x: oklch(1 0 0) }", "--x: oklch()"),
        ("a { overflow: clip }", "overflow: clip"),
        ("a { all: revert }", "all"),
        ("a { display: revert }", "display: revert"),
        ("a { grid-template-rows: subgrid }", "grid-template-rows: subgrid"),
        ("a:has(b) { top: 0 }", ":has() in a:has(b)"),
        (":is(a, b) c { top: 0 }", ":is() in :is(a, b) c"),
        ("a:not(b, c) { top: 0 }", "a list in :not() in a:not(b, c)"),
        ("a:focus-visible { top: 0 }", ":focus-visible in a:focus-visible"),
        ("li::marker { top: 0 }", ":marker in li::marker"),
        ("a { & b { top: 0 } }", "nested or not read: & b { top: 0 }"),
        ("a { b { top: 0 } }", "nested or not read: b { top: 0 }"),
        ("@layer x { a { top: 0 } }", "@layer"),
        ("@container (min-width: 1px) { a { top: 0 } }", "@container"),
        ("@media (width >= 30rem) { a { top: 0 } }", "@media with a range: width >= 30rem"),
        ("@media (update: slow) { a { top: 0 } }", "@media (update)"),
        ("@media print { a { inset: 0 } }", "inset"),
        ("@keyframes x { to { translate: 1px } }", "translate"),
    ],
)
def test_a_planted_sheet_is_caught(sheet, fault):
    assert fault in floor_css.faults(sheet)


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("a ??= b;", "syntax: ??="),
        ("a ||= b;", "syntax: ||="),
        ("class A { static { f(); } }", "syntax: class_static_block"),
        ("class A { #b() {} }", "syntax: private method #b"),
        ("class A { #b; c(d) { return #b in d; } }", "syntax: a private name before `in`"),
        ("await f();", "syntax: await outside of a function"),
        ("/a/d.exec(b);", "syntax: flags of a pattern: d"),
        ("/[a--b]/v.test(c);", "syntax: flags of a pattern: v"),
        ("let = ;", "not read: no JavaScript that the parser knows"),
        ("a.replaceAll('b', 'c');", "name: a.replaceAll"),
        ("a?.at(-1);", "name: a.at"),
        ("Object.hasOwn(a, 'b');", "name: Object.hasOwn"),
        ("structuredClone(a);", "name: structuredClone"),
        ("window.structuredClone(a);", "name: window.structuredClone"),
        ("fetch(a, { signal: AbortSignal.timeout(9) });", "name: AbortSignal.timeout"),
        ("Promise.any([]);", "name: Promise.any"),
        ("crypto.randomUUID();", "name: crypto.randomUUID"),
        ("navigator.serviceWorker.register('/x');", "name: navigator.serviceWorker"),
        ("navigator.wakeLock.request();", "name: navigator.wakeLock"),
        ("navigator.clipboard.writeText('');", "name: navigator.clipboard"),
        ("caches.open('x');", "name: caches"),
        ("a.querySelector('b:has(c)');", "selector: :has() in b:has(c)"),
        ('a.closest(":is(b, c)");', "selector: :is() in :is(b, c)"),
    ],
)
def test_a_planted_script_is_caught(script, fault):
    assert fault in floor_js.faults(script)


@pytest.mark.parametrize(
    "script",
    [
        "a?.b ?? c;",
        "class A { b = 1; #c = 2; static d = 3; }",
        "async function f() { for await (const a of b) await a; }",
        "1_000n; import('x'); /(?<=a)(?<b>c)/su; try {} catch {}",
        "'replaceAll'; var at = 1; f({ at: at });",
    ],
)
def test_what_chrome_80_knows_is_no_fault(script):
    assert floor_js.faults(script) == []
