"""Help services, legal facts, trusted adults and the 16 Days, as a pack holds them."""

from collections.abc import Iterator
from typing import Any

from curriculum import site
from curriculum.formats import snippets
from curriculum.formats.texts import merged
from curriculum.models.snippets import Checked


def of_site() -> Iterator[tuple[str, Any]]:
    """(name of the entry, what it holds) for whatever there is.  Who checked it is left out: where
    it is brought in, the signer of the pack answers for it."""
    source, *_targets = site.locales()
    for name, model in snippets.FILES.items():
        rows = [_row(each) for each in model.objects.filter(locale=source)]
        if rows:
            yield f"snippets/{name}.json", snippets.file_of(model, rows)


def _row(stored: Any) -> dict[str, Any]:
    versions = stored.get_translations(inclusive=True).select_related("locale")
    by_code = {each.locale.language_code: snippets.data_of(each) for each in versions}
    return dict(merged(by_code)) | ({"checked_by": None} if isinstance(stored, Checked) else {})
