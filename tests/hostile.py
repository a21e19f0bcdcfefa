"""A hostile author: what is written into every text of a model and its blocks, found by looking
through them, and whether anything of it has come to life on a page."""

from datetime import date
from html.parser import HTMLParser

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField

from curriculum.models import (
    CampaignDay,
    HelpService,
    HomePage,
    LegalFact,
    LessonPage,
    TopicPage,
    TrustedAdult,
)

# Everything that must stay dead bears this name.
NAME = "zzdead"
SAID_LITERALLY = "{{ 7|add:42 }}zz"  # would say 49zz
HUGE = "Ө" * 70
# The shortest first: what has little room gets as many as fit.
PIECES = [
    "=1+1",
    SAID_LITERALLY,
    f"<{NAME}>",
    f'" {NAME}="1',
    f"' {NAME}='1",
    f"--><{NAME}>",
    f"</script><{NAME}>",
    f"javascript:{NAME}()",
    f'{{% include "{NAME}" %}}',
    f"<script>{NAME}()</script>",
    f"<img src=x onerror={NAME}()>",
    f'"><svg onload={NAME}()>',
    f"</title></textarea></style><{NAME}>",
    f'<a href="javascript:{NAME}()">a</a>',
    f'<b hx-get="/{NAME}/" hx-trigger="load">b</b>',
    f"<iframe srcdoc='<{NAME}>'></iframe>",
    "a\u200bb\u200cc\ufeffd",
    HUGE,
]
PAGES = (HomePage, TopicPage, LessonPage)
SNIPPETS = (HelpService, LegalFact, TrustedAdult, CampaignDay)
ADDRESSES = {"href", "src", "action", "formaction", "data", "srcdoc", "poster", "style"}
# The CMS asks for these where Wagtail's own pages need them.
KEPT_BY_SOFTWARE = {"slug", "url_path", "path", "key", "languages", "status", "translation_key"}


def words(room=None):
    """All pieces, or as many as fit into so many letters, never none."""
    said = PIECES[0]
    for piece in PIECES[1:]:
        longer = f"{said} {piece}"
        if room is None or len(longer) <= room:
            said = longer
    return said


def write_everywhere():
    """Every page and snippet in Kyrgyz as a hostile author leaves it, published; every service and
    fact is checked."""
    for model in SNIPPETS:
        for each in model.objects.filter(locale__language_code="ky"):
            fill(each)
            if hasattr(each, "checked_on"):
                each.checked_on = date(2026, 10, 1)
            each.save()
    for model in PAGES:
        for page in model.objects.filter(locale__language_code="ky"):
            assert fill(page) >= 2
            page.save_revision().publish()


def fill(instance):
    """The instance with hostile words in every text that somebody types; how many there are."""
    count = 0
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            count += _fill_stream(getattr(instance, field.name))
        elif _is_text(field):
            setattr(instance, field.name, words(field.max_length))
            count += 1
    return count


def _is_text(field):
    return (
        isinstance(field, (models.CharField, models.TextField))
        and not isinstance(field, models.UUIDField)
        and field.editable
        and not field.choices
        and field.name not in KEPT_BY_SOFTWARE
    )


def _fill_stream(stream):
    return sum(_fill(child.block, child, "value") for child in stream)


def _fill(block, holder, name):
    """Fills what `holder` holds under this name: an attribute of a stream's child, an entry of a
    struct or a place in a list."""
    value = _get(holder, name)
    if isinstance(block, blocks.StructBlock):
        return sum(_fill(child, value, key) for key, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return sum(_fill(block.child_block, value, index) for index in range(len(value)))
    if isinstance(block, blocks.StreamBlock):
        return _fill_stream(value)
    if isinstance(block, (blocks.TextBlock, blocks.CharBlock)):
        _set(holder, name, words(block.field.max_length))
        return 1
    # A block that may hold text and is not known here must be looked at first.
    assert isinstance(block, NO_TEXT), block
    return 0


NO_TEXT = (
    blocks.RegexBlock,
    blocks.ChoiceBlock,
    blocks.BooleanBlock,
    blocks.IntegerBlock,
    blocks.ChooserBlock,
)


def _get(holder, name):
    return getattr(holder, name) if isinstance(name, str) and name == "value" else holder[name]


def _set(holder, name, value):
    if name == "value" and hasattr(holder, "value"):
        holder.value = value
    else:
        holder[name] = value


class Alive(HTMLParser):
    """Collects what of the hostile words a browser would take for more than text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.text = []
        self.in_script = False

    def handle_starttag(self, tag, attrs):
        if NAME in tag:
            self.found.append(tag)
        self.in_script = tag in ("script", "style")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag, name, value):
        runs = name.startswith(("on", "hx-", "data-hx-")) or name == "style"
        lead = name in ADDRESSES and value.strip().lower().startswith("javascript:")
        if NAME in name or lead or (runs and NAME in value and name != "style"):
            self.found.append(f"{tag} {name}={value[:60]}")

    def handle_endtag(self, tag):
        self.in_script = False

    def handle_data(self, data):
        if self.in_script and data.strip().startswith(NAME):
            self.found.append(data[:80])
        self.text.append(data)

    handle_comment = handle_data


def alive(html):
    """What has come to life, in words; an empty list is good."""
    page = Alive()
    page.feed(html)
    page.close()
    computed = ["template"] if "49zz" in html else []
    marks = [hex(ord(m)) for m in html if "\u202a" <= m <= "\u202e" or "\u2066" <= m <= "\u2069"]
    return page.found + computed + marks


def text_of(html):
    page = Alive()
    page.feed(html)
    return "".join(page.text)
