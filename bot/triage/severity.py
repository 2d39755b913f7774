"""How serious a report is when no red flag was raised: an indicator for the police, or unpleasant and recorded.

Follows the guidance: threats, assault, damage, hatred, repeated unwanted conduct and break-ins (also into
accounts) are indicators; rudeness, heckling, parody and attempts that failed are not. It must never say "crime"
or "not a crime": the tier decides who looks first, and a person decides the rest.
"""

from bot.triage.records import Intent, RedFlag, Severity
from bot.triage.vocabulary import any_of

# It was rude, it failed, it was once, it ended well: the words of a lawful but unpleasant thing.
_MILD = any_of(
    """
        rude* | sneer* | ugly | thick | gobby | waste of | liars? | not (fit/welcome/nice/threatening) | boo(ed/s/ing)
        heckl* | shame (on you)? | raspberry | parody | satir* | cartoon | mimic* | mock(ed/ing) | civil | polite* | clown*
        muppet* | numpty | rubbish | boring | clueless | snowflake* | petty | grumbl* | grumpy | moan(ed/ing/s)? | sarc*
        tutt* | useless | incompeten* | hypocrite* | lazy | posh | silly | pathetic | stupid | idiots? | joke(r/rs)?
        embarrass* | swear(ing)? | swore | middle finger | v[- ]sign | two fingers | (rude )?gestures? | mooned | unfriend*
        unfollow* | criticis* | columnist | article | newspaper | letter to the editor | review | journalist | photographer
        press | reporter | radio | bbc | vox pop | haircut | hair | accent | outfit | shoes | cardigans? | voice
        no threats? | one[- ]off | (only )?(one/once) (remark/only/comment/time/message/email/call)
        just (kids/one/a saying/words/shouting/once) | (school)?kids | teenagers | laugh* | grinn* | smil(ed/ing) | winding
        (didn't/not/haven't/never/wnes i ddim/no one/nobody) .. (click*/tap*/replied/reply/respond*/touch*/open*/answer*/\
        give*/rhoi/fell for/hurt/damaged) | hung up | put the phone down | twigged | no harm
        no (abuse/injury/damage/contact) | deleted it | ignored it | slammed | shut the door
        (tore/ripped/binned/returned) .. leaflet* | in half | apologised | shook my hand | walked (off/away)
        left it at that | moved to | stood up | unsettled | crestfallen
        (bit/little) .. (shaken/tearful/wobbly/rattled/upset/deflated/flat/down) | looks like (a )?scam | phishing | spam
        robocall | cold call* | wrong number | push poll | survey | pizza | refund | dodgy | quiet* | gone by
        fair (enough/play) | free country | found it funny | professional failure | is that the kind | is he allowed
        (do/should) i (respond/reply) | dim byd mawr | gutted | the usual | troublemaker | bell
        public (pavement/road/place) | perfectly | disagree* | rant(ed/ing)? | arg(ue/ued/uing/ument) | raised voices
        stand-?off | cold | drain | barked | fluoride | never said it | odd | weird | probably nothing | hope* to see me
        voted? for a
        """
)
# Words that make it an indicator whatever mild word stands beside them.
_GRAVE = any_of(
    """
        threat* | kill* | die | rape* | \\w{1,3}\\*{2,} | racis* | antisemit* | nazi | swastika | hacked | spat | punch*
        assault* | smash* | slash* | brick | stalk* | harass* | obsess* | follow(ed/s/ing) | every (day/week)
        asked .. to stop | grop* | stitches | burn(t/ed)? | stolen | blackmail | bribe* | airtag | tracker | gps | ransom*
        groomer | paedophile | \\d{2,} (times/emails/letters/days/calls) | keeps | won't (stop/leave) | fake press release
        loan | impersonat* | two grand | dead (pigeon/rat/bird) | sprayed | superglu* | raped
        """
)
_DENIED = any_of("(no/not/nobody/no one/never/nothing/wasn't/isn't/weren't) .. (threat*/violen*/hurt)")


def severity(flags: tuple[RedFlag, ...], intent: Intent, words: str) -> Severity:
    """Return how serious the text is. `words` is the plain text (see `wording.plain`)."""
    if flags:
        return Severity.IMMEDIATE
    if intent is not Intent.REPORT:
        return Severity.NONE
    if _GRAVE.search(_DENIED.sub(" ", words)):
        return Severity.CRIMINAL
    if _MILD.search(words):
        return Severity.CONCERN
    return Severity.CRIMINAL
