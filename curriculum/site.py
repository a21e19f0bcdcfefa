"""The pages above the lessons: languages, the site, home and the topics."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from curriculum import translations
from curriculum.formats.streams import block_id
from curriculum.formats.texts import in_language
from curriculum.models import HomePage, TopicPage
from quizzes.questions import SOURCE_LANGUAGE

PublicPage = TypeVar("PublicPage", HomePage, TopicPage)
SLUG = "birge"


def locales() -> list[Locale]:
    """The locale of each content language, the source first; missing ones are made."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    ordered = sorted(codes, key=lambda code: code != SOURCE_LANGUAGE)
    return [Locale.objects.get_or_create(language_code=code)[0] for code in ordered]


def make(data: Mapping[str, Any]) -> None:
    """Make what is missing of the pages in `site.yaml`, in all languages.

    Pages that are there are left as they are: their few words belong to the trainers.
    """
    source, *targets = locales()
    home = HomePage.objects.filter(locale=source).first()
    if home is None:
        root = Page.get_first_root_node()
        home = _add(root, HomePage, data["home"], {"slug": SLUG}, source, targets)
        _serve(home)
    for each in data["topics"]:
        if not TopicPage.objects.main().filter(locale=source, topic=each["topic"]).exists():
            own = {"slug": slugify(each["topic"].replace("_", "-")), "topic": each["topic"]}
            _add(home, TopicPage, each, own, source, targets)


def _add(
    parent: Page,
    model: type[PublicPage],
    data: Mapping[str, Any],
    own: Mapping[str, str],
    source: Locale,
    targets: list[Locale],
) -> PublicPage:
    def build(locale: Locale) -> PublicPage:
        texts = {"title": data["title"], "introduction": data["introduction"]}
        return model(locale=locale, **in_language(texts, locale.language_code), **own)

    page = build(source)
    page.translation_key = block_id(own["slug"])
    parent.add_child(instance=page)
    page.save_revision().publish()
    translations.translate(page, {locale: build(locale) for locale in targets})
    return page


def _serve(home: HomePage) -> None:
    """Make this the site's front page, in place of the one that Wagtail welcomes with."""
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
        create_defaults={
            "hostname": "localhost",
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    Site.clear_site_root_paths_cache()
    for page in Page.objects.exact_type(Page).filter(depth=2, numchild=0):
        page.delete()
