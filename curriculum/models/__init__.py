"""Everything the curriculum stores."""

from curriculum.models.campaign import CampaignDay
from curriculum.models.lesson import LessonPage
from curriculum.models.organisation import OrganisationPage
from curriculum.models.packs import KnownPack, Signer
from curriculum.models.pages import HomePage, TopicPage
from curriculum.models.review import ReviewTask
from curriculum.models.snippets import HelpService, LegalFact, TrustedAdult
from curriculum.models.wording import WordingDecision

__all__ = [
    "CampaignDay",
    "HelpService",
    "HomePage",
    "KnownPack",
    "LegalFact",
    "LessonPage",
    "OrganisationPage",
    "ReviewTask",
    "Signer",
    "TopicPage",
    "TrustedAdult",
    "WordingDecision",
]
