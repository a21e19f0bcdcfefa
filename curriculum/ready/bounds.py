"""What a lesson for an age band must not hold (`must_not` of the curriculum map).

What shows itself by words is a pattern; a second person may allow it.  What no software can see
is a question for whoever looks after the protection of children.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.ready.patterns import Pattern
from curriculum.states import AgeBand

SEXUAL = Pattern(
    _(
        "Sexual words and the words for sexual violence are not for this age. Say “touch or "
        "attention that feels wrong”."
    ),
    {
        "en": r"\bsex\w*|\brap(e|ed|es|ist)\b|\bporn\w*|\bnudes?\b|\bharass\w*",
        "ru": r"\bсекс\w*|\bизнасил\w*|\bпорно\w*|\bдомогательств\w*|\bполов(ой|ого|ым) акт\w*"
        r"|\bинтимн\w+ фото\w*",
        "ky": r"\bсекс\w*|\bжыныстык\w*|\bзордукт[аоу]\w*|\bпорно\w*|\bасылкеч\w*",
    },
)
FORCED = Pattern(
    _("Bride kidnapping, forced marriage and violence at home are not for this age."),
    {
        "en": r"\bbride\b|\bkidnap\w*|\bforced marriage\b|\b(domestic|family) violence\b",
        "ru": r"\b(похищен|краж|украл)\w* невест\w*|\bала.?качуу\b|\bпринудительн\w+ брак\w*"
        r"|\b(домашн|семейн)\w+ насили\w*",
        "ky": r"\bала.?качуу\w*|\bкыз ала кач\w*|\bмажбурлап (күйөөгө|үйлөн)\w*"
        r"|\bүй-бүлөлүк зомбулук\w*",
    },
)
STRANGERS = Pattern(
    _("“Beware of strangers” is not the idea: most harm comes from people the child knows."),
    {
        "en": r"\bstranger danger\b|\b(never|do not|don['’]t) (talk|speak|go) (to"
        r"|with) strangers\b",
        "ru": r"\bне (разговаривай|говори|ходи|общайся|доверяй)\w* с? ?(незнаком|чужи)\w+",
        "ky": r"\b(бейтааныш|чоочун)\w*[^.?!]*\b(сүйлөшпө|барба|ишенбе)\w*",
    },
)
HOME = Pattern(
    _("A child is never set to draw or describe the own home."),
    {
        "en": r"\b(draw|describe|write about) (your|a picture of your) (own )?(family|home|house"
        r"|parents)\b",
        "ru": r"\b(нарису|опиши|расскажи)\w* (про |о )?(сво|тво|ваш)\w+ (семь|дом|родител)\w*",
        "ky": r"\b(үй-бүлөң|үйүң|ата-энең)\w*[^.?!]*\b(тарт|сүрөттө|жаз|айтып бер)\w*",
    },
)
VIOLENCE = Pattern(
    _(
        "Sexual violence and sexual pictures are no subject at this age; only the rule that "
        "nobody takes pictures of bodies."
    ),
    {
        "en": r"\brap(e|ed|es|ist)\b|\bporn\w*|\bnudes?\b|\bsexual (violence|assault|abuse)\b",
        "ru": r"\bизнасил\w*|\bпорно\w*|\bсексуальн\w+ насили\w*|\bинтимн\w+ фото\w*",
        "ky": r"\bзордукт[аоу]\w*|\bпорно\w*|\bсексуалдык зомбулук\w*|\bжыныстык зомбулук\w*",
    },
)
ROMANCE = Pattern(
    _("At this age stories are about friends and classmates, not about couples."),
    {
        "en": r"\b(boy|girl)friends?\b|\bdat(e|es|ing)\b (with|each other|someone|him|her)\b"
        r"|\bin love\b|\bkiss\w*",
        "ru": r"\b(её|ее) парень\b|\bего девушк\w*|\bвстречаются друг с другом\b|\bвлюбл\w*"
        r"|\bпоцел\w*",
        "ky": r"\bсүйлөшкөн (кыз|жигит)\w*|\bсүйүп кал\w*|\bөбүш\w*|\bөөп\b",
    },
)
HOW_TO_HARM = Pattern(
    _(
        "Nothing that shows how to win a child's trust in order to harm, or how to break into an "
        "account."
    ),
    {
        "en": r"\bhow to (groom|hack|break into|steal|find out) \w*|\bhack (an? |the |his "
        r"|her )?account\w*",
        "ru": r"\bкак (взломать|взламыва\w+|украсть пароль)\b|\bвзломать (аккаунт|страниц)\w*",
        "ky": r"\b(аккаунт|барак)\w*[^.?!]*\bбузуп кир\w*|\bпаролду (уурда|тап|таб)\w*",
    },
)
RANKING = Pattern(
    _("Pupils are not ranked and not voted on."),
    {
        "en": r"\b(most|least) popular\b|\bvote for the (best|most|worst)\b"
        r"|\brank(ing)? (of )?(the )?pupils\b",
        "ru": r"\bсам(ый|ая|ые) популярн\w*|\bрейтинг\w*|\bпроголосу\w* за сам\w+",
        "ky": r"\bэң (популярдуу|кадырлуу) окуучу\w*|\bрейтинг\w*",
    },
)
EXPLICIT = Pattern(
    _("Nothing explicit: no sexual acts, no details, no shocking pictures."),
    {
        "en": r"\bporn\w*|\b(sexual|oral) (act|intercourse|sex)\w*|\bintercourse\b|\berotic\w*",
        "ru": r"\bпорно\w*|\bполов(ой|ого|ым) акт\w*|\bэроти\w*|\bсовокупл\w*",
        "ky": r"\bпорно\w*|\bжыныстык (катнаш|акт)\w*|\bэроти\w*",
    },
)
FROM_OUR_CLASS = Pattern(
    _("No examples from the own class or school: somebody in the room would be meant."),
    {
        "en": r"\b(examples?|cases?|stories) (from|in) (our|your) (own )?(class|school|village)\b",
        "ru": r"\b(пример|случа|истори)\w* (из|в) (наше|ваше|свое|своё)\w+ (класс|школ|сел)\w*",
        "ky": r"\b(биздин|силердин|өзүңөрдүн) (класс|мектеп|мектеб|айыл)\w*[^.?!]*\b(мисал"
        r"|окуя)\w*",
    },
)
MEDIATION = Pattern(
    _("No talks of peace between the person harmed and the one who harmed: it presses once more."),
    {
        "en": r"\bpeer mediat\w+|\bmediat(e|es|ion) between\b|\bmake (them|both) (make up"
        r"|shake hands)\b",
        "ru": r"\b(школьн\w+ )?медиаци\w+ между\b|\b(помири|примири)(ть|те|м)\b (их|обоих|стороны)",
        "ky": r"\b(экөөнү|тараптарды) (жараштыр|элдештир)\w*",
    },
)
GRAPHIC = Pattern(
    _("No graphic detail, and no videos of attacks or suicides."),
    {
        "en": r"\bporn\w*|\bvideos? of (an? |the )?(real )?(attack|rape|suicide|murder)\w*"
        r"|\bgang rape\b",
        "ru": r"\bпорно\w*|\bвидео\w* (нападени|изнасиловани|самоубийств|убийств)\w*"
        r"|\bгруппов\w+ изнасил\w*",
        "ky": r"\bпорно\w*|\b(кол салуу|зордуктоо|өзүн өлтүр)\w*[^.?!]*\bвидео\w*"
        r"|\bтопт\w+ зордукт[аоу]\w*",
    },
)
JUST_LEAVE = Pattern(
    _(
        "“Just leave” and “just report” can put a person in danger: speak of a safe plan and of "
        "helpers."
    ),
    {
        "en": r"\bjust (leave|go|report|break up|tell the police)\b",
        "ru": r"\bпросто (уйди|уходи|расстан|брос|сообщи|заяви|пожалуй)\w*",
        "ky": r"\bжөн эле (таштап|кет|ажыраш|арыздан|билдир)\w*",
    },
)

BY_WORDS = {
    AgeBand.SEVEN_TO_TEN: (SEXUAL, FORCED, STRANGERS, HOME),
    AgeBand.ELEVEN_TO_TWELVE: (VIOLENCE, ROMANCE, HOW_TO_HARM, RANKING),
    AgeBand.THIRTEEN_TO_FIFTEEN: (EXPLICIT, FROM_OUR_CLASS, MEDIATION),
    AgeBand.SIXTEEN_TO_SEVENTEEN: (GRAPHIC, JUST_LEAVE),
}
BY_A_PERSON: dict[str, tuple[str | Promise, ...]] = {
    AgeBand.SEVEN_TO_TEN: (
        _("Is no abuse described, not even in hints?"),
        _("Are there no pictures of real children, and none that frighten?"),
        _("Is nobody hurried, and is no child's own result shown to the class?"),
        _("Does nothing lead a child to speak about brothers, sisters or parents?"),
    ),
    AgeBand.ELEVEN_TO_TWELVE: (
        _("Is every story invented, and none from this school or village?"),
        _("Does nothing take it for granted that pupils have a boyfriend or girlfriend?"),
        _("Can nothing be copied by somebody who wants to harm a child?"),
        _("Does nothing ask about own photos or about punishment at home?"),
    ),
    AgeBand.THIRTEEN_TO_FIFTEEN: (
        _(
            "Does no pupil play the person who harasses, and does nobody touch anybody in a role "
            "play?"
        ),
        _(
            "Does all advice turn to witnesses and adults, and none makes the person harmed "
            "responsible?"
        ),
        _("Is nothing asked that would show who in the class was harmed?"),
        _("Are there no pictures meant to shock?"),
    ),
    AgeBand.SIXTEEN_TO_SEVENTEEN: (
        _(
            "Are no parents, no faith and no people judged, and is violence never called “our "
            "culture”?"
        ),
        _("Does advice speak of a safe plan before leaving or reporting?"),
        _("Is nothing asked about the pupils' own relationships, also not as an opinion?"),
        _("Does each sentence about the law say who checked it and when?"),
    ),
}  # fmt: skip


def patterns_for(age_band: str) -> tuple[Pattern, ...]:
    """What is looked for in a lesson for that age; nothing while none is chosen."""
    return BY_WORDS.get(age_band, ())  # type: ignore[call-overload]  # a choice is its value


def questions_for(age_band: str) -> tuple[str | Promise, ...]:
    """What a person must answer about a lesson for that age."""
    return BY_A_PERSON.get(age_band, ())
