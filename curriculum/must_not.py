"""What may not be in a lesson, by the age of its pupils: what the reviewer for child protection
looks for.  The programme's child-protection people wrote the list; only they change it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.states import AgeBand

_MUST_NOT = {
    AgeBand.SEVEN_TO_TEN: (
        _("Sexual content, names of sexual acts, or a description of abuse"),
        _(
            "The words rape, pornography or sexual harassment. Say “touch or attention that feels "
            "wrong”."
        ),
        _("Bride kidnapping, forced marriage or cases of violence at home"),
        _(
            "Pictures of real children, frightening pictures, or “beware of strangers” as the main "
            "idea"
        ),
        _("Homework in which a child draws or describes life in its own home"),
        _("Pressure of time, points that are lost, or one pupil's result on the board"),
        _("Questions about what happened to the child, its brothers, sisters, parents or friends"),
    ),
    AgeBand.ELEVEN_TO_TWELVE: (
        _(
            "A description of sexual violence, or sexual pictures as the topic of a lesson (only "
            "the rule: no pictures of bodies or of changing clothes)"
        ),
        _("Romance or sex between pupils, or going out together as what everybody does"),
        _("Instructions that somebody could misuse, such as how to gain a child's trust or how to "
          "break into an account"),
        _("Things that really happened in this school or village"),
        _("Ranking pupils, voting for the most popular, charts of who likes whom"),
        _("Questions about own experience of violence, own photos or how the family punishes"),
    ),
    AgeBand.THIRTEEN_TO_FIFTEEN: (
        _("A plain description of sexual acts or assaults, coarse words, pornographic or shocking "
          "pictures"),
        _("A role play in which a pupil harasses with real words or touches another pupil"),
        _("Advice that makes the person harmed responsible: clothes, route, time of day"),
        _("Asking for examples “from our class”, or a secret survey of what happened to pupils"),
        _("Reconciling somebody harmed with the one who harmed them through other pupils"),
    ),
    AgeBand.SIXTEEN_TO_SEVENTEEN: (
        _("Details of sexual violence or bride kidnapping, films of real attacks or suicides"),
        _("Advice to “just leave” or “just report it” without a plan for safety"),
        _("Judging a pupil's parents, faith or people, or showing violence as “our culture”"),
        _(
            "Questions about a pupil's own relationships, sexual life or experience of violence, "
            "also as an opinion"
        ),
        _("Words about the law without the date and the lawyer who checked them"),
    ),
}  # fmt: skip


def of(age_band: str) -> tuple[str | Promise, ...]:
    """The list for one age band; empty while a draft has none."""
    return _MUST_NOT[AgeBand(age_band)] if age_band in AgeBand.values else ()
