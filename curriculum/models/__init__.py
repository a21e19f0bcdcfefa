"""Everything the curriculum stores."""

from curriculum.models.lesson import LessonPage
from curriculum.models.pages import HomePage, TopicPage
from curriculum.models.snippets import HelpService, LegalFact, TrustedAdult
from curriculum.models.wording import WordingDecision

__all__ = [
    "HelpService",
    "HomePage",
    "LegalFact",
    "LessonPage",
    "TopicPage",
    "TrustedAdult",
    "WordingDecision",
]
