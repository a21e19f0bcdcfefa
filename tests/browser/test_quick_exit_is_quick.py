"""Three times Esc, or the link: the neutral page stands there at once, painted, and the browser is
on it soon after, from what it holds, with the class's computer gone.  Measured inside the pages."""

import os
import re

import pytest

# Milliseconds, of the best of a few tabs: a machine that runs tests is busy.
AT_ONCE = 100
# Until the address is the neutral page's, which no eye sees any more.
SOON = 300
TABS = 5
MEASURE = """
const at = (time) => (performance.timeOrigin + time).toFixed(1);
const say = (what, time) => console.log(`${what} ${at(time)}`);
for (const kind of ["keydown", "click"]) {
  addEventListener(kind, (event) => say("pressed", event.timeStamp), true);
}
new MutationObserver(() => {
  if (document.title !== "Тоолор · Горы" || location.pathname === "/exit/") return;
  requestAnimationFrame(() => setTimeout(() => say("stands", performance.now())));
}).observe(document, { childList: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const isPaint = entry.name === "first-paint" && location.pathname === "/exit/";
    if (isPaint) say("painted", entry.startTime);
  }
}).observe({ type: "paint", buffered: true });
"""
# Polled within the page, whose policy forbids the eval of wait_for_function.
PAINTED = """() => new Promise(done => {
  const painted = () => performance.getEntriesByName("first-paint").length;
  const look = () => painted() ? done() : setTimeout(look, 20);
  look();
})"""


def by_escape(page):
    for _ in range(3):
        page.keyboard.press("Escape")


def by_link(page):
    page.get_by_role("link", name="Тез чыгуу").click()


def times(said):
    """What was said last of each kind, in milliseconds."""
    return {kind: float(time) for kind, time in re.findall(r"(\w+) ([\d.]+)", "\n".join(said))}


@pytest.mark.alone
@pytest.mark.parametrize("leave", [by_escape, by_link])
def test_it_takes_no_time(server, context, leave):
    context.add_init_script(MEASURE)
    tabs = [context.new_page() for _ in range(TABS)]
    for page in tabs:
        page.goto(f"{server.url}/play/")
        page.wait_for_load_state("networkidle")
    server.stop()

    measured = [leaves(page, leave) for page in tabs]

    assert min(one["stands"] - one["pressed"] for one in measured) < AT_ONCE
    assert min(one["painted"] - one["pressed"] for one in measured) < SOON * busy()


def busy():
    """How many programs wait for each core: a page that is painted waits with them."""
    return max(1, os.getloadavg()[0] / os.cpu_count())


def leaves(page, leave):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.bring_to_front()
    leave(page)
    page.wait_for_url("**/exit/")
    page.evaluate(PAINTED)
    page.wait_for_timeout(100)
    return times(said)
