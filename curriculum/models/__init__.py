"""Everything the curriculum stores."""

from curriculum.models.campaign import CampaignDay
from curriculum.models.lesson import LessonPage
from curriculum.models.packs import KnownPack, Signer
from curriculum.models.pages import HomePage, TopicPage
from curriculum.models.snippets import HelpService, LegalFact, TrustedAdult
from curriculum.models.wording import WordingDecision

__all__ = [
    "CampaignDay",
    "HelpService",
    "HomePage",
    "KnownPack",
    "LegalFact",
    "LessonPage",
    "Signer",
    "TopicPage",
    "TrustedAdult",
    "WordingDecision",
]
