"""Every view of ours says who it is for (STYLE.md 9)."""

from django.urls import URLPattern, get_resolver

from cms.access import public

OURS = ("cms.", "quizzes.", "curriculum.", "classrooms.")
KNOWN = {"public", "pupil", "adult", "teacher", "leader", "coordinator", "trainer"}


def patterns(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def our_views(entries):
    for entry in entries:
        view = getattr(entry.callback, "view_class", entry.callback)
        if view.__module__.startswith(OURS):
            yield entry.callback


def bare(entries):
    return [
        f"{view.__module__}.{view.__name__}"
        for view in our_views(entries)
        if getattr(view, "access", None) not in KNOWN
    ]


def test_no_view_is_bare():
    assert bare(patterns(get_resolver())) == []


def test_the_check_sees_views_of_every_room():
    modules = {view.__module__.split(".")[0] for view in our_views(patterns(get_resolver()))}
    assert {"cms", "quizzes", "classrooms"} <= modules


def test_a_bare_view_is_found():
    def view(request):
        return None

    view.__module__ = "cms.views"
    entry = URLPattern(None, view)
    assert bare([entry]) == ["cms.views.view"]
    public(view)
    assert bare([entry]) == []
