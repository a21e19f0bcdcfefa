"""What anybody may read: help, search, what is promised."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.access import public
from curriculum import campaign, search
from curriculum import help as sources_of_help
from curriculum.cards import cards
from curriculum.models import LessonPage, TopicPage
from curriculum.models.pages import main_topics
from quizzes.questions import SOURCE_LANGUAGE


@public
@require_safe
@never_cache
def help_page(request: HttpRequest) -> HttpResponse:
    """Where help is to be found.  Never empty.

    Who is not logged in sees what was checked; an adult who is sees everything, marked.
    `language`: the one that a quiz is read in, where the tablet has picked none.
    """
    if request.GET.get("language") in dict(settings.LANGUAGES):
        translation.activate(request.GET["language"])
    language = get_language() or SOURCE_LANGUAGE
    if request.user.is_authenticated:
        found = sources_of_help.help_for_adults(language)
        facts = sources_of_help.legal_facts_for_adults(language)
    else:
        found = sources_of_help.help_for_pupils(None, language)
        facts = sources_of_help.legal_facts_for_pupils(language)
    return render(request, "curriculum/help.html", {"help": found, "facts": facts})


@public
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Lessons in the reader's language that hold the words of `q`; all of them without `q`."""
    typed = request.GET.get("q", "")[: search.LONGEST_QUERY]
    locale = Locale.get_active()
    topics = list(TopicPage.objects.readable().filter(locale=locale).order_by("path"))
    found = search.find(LessonPage.objects.readable().filter(locale=locale), typed)
    context = {"typed": typed, "topics": main_topics(topics), "cards": cards(found, topics)}
    return render(request, "curriculum/search.html", context)


@public
@require_safe
def sixteen_days_page(request: HttpRequest) -> HttpResponse:
    """What classes do in the 16 Days, for parents: the aims of what is written, no steps."""
    days = campaign.headings(get_language() or SOURCE_LANGUAGE)
    context = {"days": [day for day in days if day.is_ready]}
    return render(request, "curriculum/sixteen_days.html", context)


@public
@require_safe
def privacy_page(request: HttpRequest) -> HttpResponse:
    """What is promised about pupils' answers, in words for a parent."""
    return render(request, "curriculum/privacy.html")
