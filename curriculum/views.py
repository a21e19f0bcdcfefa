"""The help page: the one page of the curriculum that is no page of the CMS."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.access import public
from curriculum import help as sources_of_help
from quizzes.questions import SOURCE_LANGUAGE


@public
@require_safe
@never_cache
def help_page(request: HttpRequest) -> HttpResponse:
    """Where help is to be found.  Never empty.

    Who is not logged in sees what was checked; an adult who is sees everything, marked.
    """
    language = get_language() or SOURCE_LANGUAGE
    if request.user.is_authenticated:
        found = sources_of_help.help_for_adults(language)
        facts = sources_of_help.legal_facts_for_adults(language)
    else:
        found = sources_of_help.help_for_pupils(None, language)
        facts = sources_of_help.legal_facts_for_pupils(language)
    return render(request, "curriculum/help.html", {"help": found, "facts": facts})
