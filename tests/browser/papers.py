"""Looking at what is printed: how many pages of which size, and what is cut."""

import re

# What is cut on the sheet as it is printed: boxes that hold more than they are wide.
CUT = """(sheet) => [...document.querySelectorAll(sheet + ", " + sheet + " *")]
  .filter((box) => box.clientWidth && box.scrollWidth > box.clientWidth + 1)
  .filter((box) => !box.classList.contains("hidden-text"))
  .map((box) => box.className || box.tagName)"""
# A4 in points, as Chromium writes it.
A4 = {(595, 842)}


def speak(page, language):
    page.locator(f"form.languages button[value={language}]").click()
    page.wait_for_selector(f"html[lang={language}]")


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def sizes_of(pdf):
    """Width and height of the pages, in whole points."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return {(round(float(width)), round(float(height))) for width, height in boxes}
