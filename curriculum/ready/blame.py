"""Wording that blames the person harmed: what they did, wore or did not say.

Responsible is whoever harms.  The patterns look for what a lesson itself says; a blaming sentence
on a card to sort, in a quotation or in an opinion to talk about is what lessons work with.
"""

from django.utils.translation import gettext_lazy as _

from curriculum.ready.patterns import Pattern

FAULT = Pattern(
    _("This says that the person who was harmed is to blame. It is always the one who harms."),
    {
        "en": r"\b(is|was|are|were|be) (partly |also |really )?(her|his|their|your|the \w+['’]s) "
        r"(own )?fault\b|\b(partly|also|herself|himself|themselves) to blame\b"
        r"|\bbrought it on (her|him|them|your)sel\w+",
        "ru": r"(?<!не )\b(её|ее|его|их|твоя|ваша) (собственная |же )?вина\b"
        r"|\b(сам|сама|сами) (же |себя |в этом |во всём )?(виноват\w*|винова)"
        r"|(?<!не )\bвиноват(а|ы)? (сам|сама|сами)\b|\b(тоже|отчасти|частично) виноват(а|ы)?\b",
        "ky": r"\bөз(ү|үң|үңүз|дөрү) (да |эле |дагы )?(күнөөлүү|айыптуу|күнөөкөр)\w*(?! эмес)"
        r"|\bкүнөө (анын |сенин )?өзүн(дө|өн|үкү)\b|\bөзүнөн (көрсүн|болду|болгон)\b"
        r"|\b(анын|сенин) да күнөөсү бар\b",
    },
)
PROVOKED = Pattern(
    _("This looks for the reason in clothes or behaviour. They cause no harm: a person does."),
    {
        "en": r"(?<!not )\bprovok(e|es|ed|ing)\b|\bprovocative(ly)?\b|\bask(ed|ing|s)? for it\b"
        r"|\bled (him|them|her) on\b|\bwhat (was|were) (she|he|they|you) wearing\b"
        r"|\b(short|revealing|tight) (skirt|dress|clothes)\b",
        "ru": r"(?<!не )\b(с?провоцир\w+)|\bнапросил(ся|ась|ись)\b|\bдал[аи]? повод\b"
        r"|\b(вызывающ|откровенн|провокационн|коротк)\w+ (одежд|юбк|плать|поведени)\w*"
        r"|\bво что (она |он )?была? одет\w*|\bчто на (ней|нём|нем|тебе) было\b",
        "ky": r"\b(кийим|жүрүм-турум|жүрүш-туруш)\w*[^.?!]*\b(түрткөн|түртөт|түрткү бер|азгыр"
        r"|кызыктыр|себеп бол)\w*|\b(ачык|кыска|уятсыз|тар) (кийим|кийин|көйнөк|юбка)\w*"
        r"|\bөзү (суранды|тилеп алды|тилеп алган|жол берди|жол берген|шылтоо берген)\b",
    },
)
BEHAVE = Pattern(
    _("This tells those who may be harmed how to dress or where to go. Say what others must stop."),
    {
        "en": r"\b(girls?|women|pupils|children|she|you) (should|must|have to|need to|ought to)"
        r"(n['’]t| not)? (dress|behave|stay (at )?home|be modest|cover|avoid going|go out"
        r"|walk alone"
        r"|wear)\b|\b(do not|don['’]t|never) (wear|dress|walk alone|go out)\b[^.?!]*\b(so that"
        r"|or|if)\b"
        r"|\bdress modestly\b|\b(must|should) protect (herself|himself|yourself|themselves)\b",
        "ru": r"\b(девочк|девушк|женщин)\w*[^.?!]*\b(должн\w+|следует|нужно|надо|лучше)\b[^.?!]*"
        r"\b(одева\w+|вести себя|ходить|гулять|сидеть дома|выходить|скромн\w+)"
        r"|\b(одевай|веди себя|одевайся|одевайтесь)\w*[^.?!]*\b(скромн|прилично|чтобы)\w*"
        r"|\bне (надевай|ходи|гуляй|выходи)\w*[^.?!]*\b(чтобы|иначе|если не хочешь)\b",
        "ky": r"\b(кыз|аял)\w*[^.?!]*\b(кийинбеш|кийиниш|жүрбөш|чыкпаш|барбаш|отуруш"
        r"|уяттуу болуш)\w*"
        r"[^.?!]*\b(керек|зарыл|тийиш)|\b(кийинбе|жүрбө|чыкпа|барба)(гин|ңыз|ңиз|ңуз|ңүз|)\b[^.?!]*"
        r"\bболбосо\b|\b(уяттуу|ыймандуу|жупуну) кийин\w*",
    },
)
OTHERWISE = Pattern(
    _("This says what the person harmed should have done otherwise. Say what helps now."),
    {
        "en": r"\b(should|could|ought to)(n['’]t| not)? have (worn|gone|drunk|trusted|sent"
        r"|posted|been|said|told|left|known|stayed|run|dressed|shouted)\b|\bif (only )?(she|he|they"
        r"|you) had(n['’]t| not)\b",
        "ru": r"\b(ей|ему|им|тебе|вам|девочке|девушке)\b[^.?!]*\bне (надо|нужно|следовало|стоило)\b"
        r"( было)?|\b(не надо было|нечего было)\b|\bсам[аи]? должн[аы]? был[аи]?\b"
        r"|\bесли бы (она|он|ты|они) не\b",
        "ky": r"\b(кийинбесе|барбаса|чыкпаса|ичпесе|жүрбөсө|жөнөтпөсө|ишенбесе|салбаса)(ң"
        r"|)\b[^.?!]*\b(болмок|керек эле)\b|\b(кийинбеш|барбаш|чыкпаш|жөнөтпөш|ишенбеш"
        r"|жүрбөш)\w* керек (эле|болчу)",
    },
)
WHY_NOT = Pattern(
    _("This asks why the person harmed did not do something. Fear makes people still and silent."),
    {
        "en": r"\bwhy (did(n['’]t| not) (she|he|they|you|the \w+)|did (she|he|they|you"
        r"|the \w+) not) "
        r"(just |simply )?(say|leave|fight|scream|shout|tell|report|run|stop|resist)\b",
        "ru": r"\bпочему (же )?(она|он|они|ты|вы|девочка|девушка|мальчик)?( сам[аи]?| сразу)? ?не "
        r"(сказал|ушл|уш[её]л|закричал|сопротивл|рассказал|пожаловал|убежал|отказал)\w*",
        "ky": r"\bэмнеге\b[^.?!]*\b(айт|кач|кыйкыр|каршылаш|кет|арыздан|тарт)"
        r"([пб][ае]д[ыи]|[кг][ае]н жок|[пб][ае]г[ае]н)",
    },
)
DESERVED = Pattern(
    _("This says that somebody deserved it. Nobody deserves to be harmed."),
    {
        "en": r"(?<!not )(?<!nobody )(?<!no one )\bdeserv(e|es|ed) (it|this|that|what)\b"
        r"|\b(she|he|they|you) had it coming\b",
        "ru": r"(?<!не )\bзаслужил(а|и)? (это|этого|такое|такого|то, что)\b|\bтак (ей|ему"
        r"|им) и надо\b|\bполучил(а|и)? по заслугам\b",
        "ky": r"\b(ошого|буга|мындайга|ушуга) татыктуу\b(?! эмес)|\bөзүнө жараша алды\b"
        r"|\bошондой болсун\b",
    },
)
BLAME = (FAULT, PROVOKED, BEHAVE, OTHERWISE, WHY_NOT, DESERVED)
