"""What the person wants, by rules: from the plainest wording to the least plain.

An incident told is a report even when it is put as a question. It must not decide about danger: red flags are
found before, and a text with one is a report whatever else it says.
"""

import re
from collections.abc import Sequence

from bot.triage.guards import is_hypothetical, is_question
from bot.triage.idioms import IDIOMS
from bot.triage.records import Intent
from bot.triage.vocabulary import any_of

_OPTOUT = any_of(
    """
        \\A(please )?(stop/remove/unsubscribe/quit/end/opt ?out/leave/mute)(~please/~now/~all/~it/~me/~this)?[ !.]{0,9}\\Z
        unsubscribe | opt(ing/ed)? (me )?out | stop (messaging/texting/sending/contacting/emailing/pinging/these/bothering)
        (take/remove/get) (me/my number/my name/my email) (off/from) | article 17 | right to (be forgotten/erasure)
        gdpr (erasure/delet*)
        (delete/erase/wipe/remove/destroy) .. (my (data/account/details/messages/chats?/info*/profile/number)/\
        everything (you/i)/all (my/the/of my)) | (data/messages/details/chats) .. (wiped/deleted/erased/removed)
        (don't/do not) (message/contact/text/email/ping) me | (get/getting) (these/so many) (messages/alerts/texts)
        no more (messages/texts/alerts/notifications/reminders) | withdraw (my )?consent
        (don't/do not) (consent/agree) to (you/them/my) | forget me | leave me alone
        turn off (the )?(alerts/messages/notifications)
        (don't/do not) want (to hear from/messages/texts/alerts/any more (messages/texts/alerts)/you (to )?(hold*/keep*/\
        messag*)) | (how do i )?leave (this/the) (chat/service/group) | close my account | dileu fy (nata/nghyfrif)
        peidiwch â (cysylltu/anfon) | stopiwch
        """
)
_HUMAN = any_of(
    """
        (speak/talk/chat/transfer/connect/put me/pass me/get me/hand me/a word/switch me) .. (to/with/on/through/\
        over) .. .. (person/people/human/someone/somebody/advis*/agent/operator/officer/colleague/staff/member/anyone/\
        anybody/manager/supervisor/woman/man/team/one of you)
        (get/want/need/give/rather (have/speak to)) .. (a~/me~)?(human/real person/actual person/person/live agent/\
        operator/advisor) | (real/actual/live/proper) (person/human/voice/people/agent/operator) | any (humans/people)
        (rather/prefer to/want to/need to/like to) (talk/speak/ring)(?! about)
        (is there/are there) .. .. (i could/i can/to/can i/on duty/available) .. (ring/call/talk/speak/phone)?
        (number/line) (to/i can/can i/for you) (ring/call/phone)?
        \\A(operator/human/person/agent/advis[eo]r/helpline/a human/representative/real person/\
        human please)( please)?[ !.]{0,9}\\Z
        (could/can/would) .. (someone/somebody/anyone/a \\S+) .. (phone/ring/call/contact) (me/us) | typing isn't
        not (good/great) (at/with) (typing/computers) | on the phone (instead/please/with) | (phone/ring/call) me( back)?
        (someone/somebody/anyone/you) .. (ring/call/phone) (me/back/us) | live chat
        (are you/is this) .. (bot/robot/machine/human/real/ai)
        (not/don't want/hate/sick of/fed up) .. (bot/robot/machine/computer) | human being | person go iawn
        siarad (efo/gyda/â/hefo) | interpreter | member of staff | call ?back
        """
)
_STATUS = any_of(
    """
        any (news/updates?/progress/movement/word/response/feedback/joy/developments?) | update (please/on (my/the)/\\?)
        \\A(status/update)[ ?!.]{0,9}\\Z | status (of/on/update)
        what('s)? (happen(ed/ing)/become/going on/the (state/status/latest)) .. (to/of/with/about/on) .. (my/the/that/our/\
        it/what) | where (are/is/do) (we/things/it/my) .. (with/at/up to)?
        (where/where's) .. (my/the/our) .. (report/case/complaint/at)
        how('s/~is/~are) .. (my/the/it) .. (report/case/going/coming)
        (my/the/our/that) (report/case/complaint/form/ticket) .. (open/been/gone/going/get/got/through/sent/read)
        did (you/it/they/the spoc/anyone/someone/the police/that/my .. report) .. (get/receive/read/open/saved?/see/go/\
        work/send/look/arrive/reach)
        (has/have) (anyone/anybody/the spoc/the police/they/it/someone/somebody/you/this/that/my .. report) .. (read/\
        opened/seen/been/looked/acted/done/gone/told/had/heard/got/sent/passed/picked/forwarded/replied) | chas(e/ing)
        still (waiting/nowt/nothing/no (reply/word/news)/pending)
        (heard/nowt/nothing/anything/not heard/no word) (back/yet/from/since)? .. (since/report*/spoc/police/you) | outcome
        open or closed | history of | everything (i/we/our office) .. (logged/reported/sent) | copy of (what/my)
        (i/we) (reported/logged/submitted) (last/on/yesterday/earlier/it/this/that)
        reports? (i/we) (made/sent/put in/filed/did) | (reference/ref/report/case/ticket)(~no/~number)?[ #:]{0,3}\\d+
        can (you/i) see (it/my/whether) | zero reports
        (is/are) (anybody/anyone/you/someone/they) .. (dealing/looking/handling/investigating/on) | newyddion am
        fy adroddiad
        (has/have/did/is/was/are/will/when/can/do/does) .. .. (my/our/that/the) .. (report/case/complaint/submission/\
        evidence/screenshots/photos/incident/log/statement/entry) .. \\S+ | thing i (told/sent/reported)
        i told (you/them) about (last/on/before) | gone anywhere
        said (she'd/he'd/they'd/you'd/someone would) .. (ring/call/get back/be in touch) | find out whether it
        follow(ing)? up on (my/the/our) | when (will/can/do) i (hear/get/expect)
        who('s/~is) (got/dealing/handling/looking) | (what did i/did i) (report/send/say) | see my reports?
        list my reports? | acknowledged | been (forwarded/passed on/sent on/escalated) | check(ing)? (in )?on (my/the)
        """
)
_CANCEL = any_of(
    """
        nvm | never ?mind | cancel* | scrub (that/it/the) | discard | forget (it/that/about/i (said/asked))
        scrap (it/that/this/the)
        (withdraw/retract/pull/bin/delete/undo/throw/remove) .. (report/draft/form/it/that/this/entry/complaint/statement)
        drop (it/this) | undo | abort | start (again/over) | (hold/back) (off/out) | \\A(go back/exit/back)[ .!]{0,9}\\Z
        (don't/do not/didn't/rather not) (want to/wish to/mean to) .. (go ahead/carry on/continue/report/do this/send/\
        submit/press) | don't (submit/send) (it/that/this/anything)
        (don't want/take) .. (this/that/it) .. (on record/out/back/off) | leave it(~for now/~out/~there/~at that)?$
        (i'll )?leave it (for now/out/there) | changed my mind | submit too soon
        (hit/pressed/sent/clicked/typed) .. (by (accident/mistake)/elbow/too soon/wrong)
        wrong (constituency/form/person/window/chat/number) | accident(ally)? (sent/pressed/hit) | oops
        just (testing/kidding) | (only/was) (joking/kidding) | false alarm | my mistake | by mistake
        (sorry/apologies)[ ,].{0,40}(have bothered/wast*/mistake/window/no emergency) | disregard
        ignore (that/my/me/the/this/last) | crossed wires | mix[- ]?up | turn(s/ed) out (to be/it was/it's/that/the)
        (it/that) was (only/just/me/my/our) | i panicked | (i/we) thought .. .. but it (was/is) | \\Astand down
        stand (every\\S+/them/us) down | no need (for/to) | (not/no longer) (needed/a real) | nothing to report
        (wasn't/isn't) following | no longer need
        \\A(it's/its/all/been/now/we're/i'm) (fine/ok/okay/good/all right/alright/sorted/resolved/dealt with)(~now/\
        ~thanks/,)? | (he's/she's/they've) gone now | we don't need | don't send (anyone/anybody/help) | i'm mortified
        not doxxed | anghofiwch | canslo | dim angen | peidiwch â gyrru | found (my/the/her/him) .. (under/safe/asleep/in)
        please (bin/delete/withdraw) | booked by us | take it off | stop the report | don't (bother/worry about)
        showed me his | pocket dial | emergency button .. | wasting your time | close this
        """
)
_GREETING = any_of(
    """
        \\A(hi/hello/hiya/hey/heya/hullo/helo/shwmae/s'?mae/bore da/prynhawn da/noswaith dda/good (morning/afternoon/\
        evening/day)/morning/afternoon/evening/[ae]y up/(y')?al+ ?right/oi ?oi/salaam/as-?salaam*/namaste/yo/howdy/wotcha/\
        what's up/sup/greetings/knock knock/dear/now then/hola/sut mae/s[uh]w?'?mae/su'mae/aye aye/hi there/anyone there/\
        are you there/you there/anybody (there/home)/is this thing on/how are you/how's it going/how do/\
        start)([ ,.!]{0,3}(hi/hello/all/there/every(one/body)/sir/or/madam/x/there/anyone/anybody/is/it's/me/again/\
        how are you/how's (things/it going)/new here/duck/love/mate/bot/pal/folks/team/again/bore da/good (day/morning/\
        evening)/to you/man/men/from .. \\S+)){0,5}[ !.?,👋]{0,9}\\Z
        """
)

# Something that happened to them, with somebody else in it: the mark of a report.
_ACCOUNT = any_of(
    """
        (he/she/they/(wo)?m(a/e)n/some(one/body)/group/kids/a \\S+/person/people/neighbour/resident/councillor/boys?/\
        driver) .. (said/told/called/shouted/sent/threw/came/kept/keeps/keep/has/have/'s/was/were/did/put/made/rang/took/\
        got/left/tried/wrote/posted/ripped/pulled/walked/asked/started)
        (been/got/was/were/is/are/being/have) .. (called/told/hacked/sent/followed/ripped/keyed/smashed/slashed/sprayed/\
        egged/spat/pushed/hit/booed/heckled/threatened/abused/harassed/vandalised/stolen/broken/cloned/tweeted/scratched/\
        burnt/filmed/groped/attacked/doorstepped/printed/bullied/put/posted/locked/targeted/trolled)
        (he's/she's/they've/they're/some(one/body)'s) | (got/had/received/found/came) (a/an/another/some/my/this)
        (email/letter/call/text/message/comment/post/note/video/leaflet/thread/account)s? .. (call*/say*/said/tell*/from/\
        ask*/about/saying)
        (yesterday/last (night/week/month/\\w+day)/this (morning/week/month)/on (mon/tues/wednes/thurs/fri/satur/sun)day)
        i've (been/had/asked)
        (spat/shouted/swore/threw/stole/ripped/tore/grabbed/pushed/hit/kicked/called/told/rang/emailed/wrote) (at/on/me/\
        us/her/him/our/my)
        """
)
# Said in fun, or about one's own day.
_FUN = any_of(
    """
        lol | haha* | hats off | cheeky | knackered | what a day | night all | chin up | bless | tbf | get in | best .. ever
        never again | well done | great (day/night/turnout/pictures)
        no (abuse/grief/threats/trouble/incidents?/weirdos?) (at all/today/this week/so far)?
        (nobody/no one) .. (swore/shouted/bother*/hurt) | (not/wasn't/weren't) (hurt/attacked/threatened/followed)
        nothing (happened/to put/to report)
        """
)
_APPROVAL = re.compile(r"[\s👍👏🙏😀-😊🙂❤️♥💙💚💛💜🧡🤝🎉😂🤣✅👌xX!.]+")
_WORDS = re.compile(r"[a-z]+")
_GARBLED = re.compile(r"^(?:[^aeiouy]{3,}|.*(?:sdf|fds|jkl|lkj|qwe|hjk|zxc|uu).*)$")  # no vowel, or a hand on the keyboard
_NOISE = any_of(
    """
        lorem ipsum | test test | testing | parcel | prescription | your (taxi/order) | reply (yes/stop) | (fetch/buy) \\S+,
        capital of | did you take | adults? | child for
        """
)
_BARE = re.compile(r"https?://\S+|\[[a-z ]+\]|[\W\d_]*")  # a link, a placeholder such as [photo], or no letters

_ASKED_FOR = (
    (_OPTOUT, Intent.OPTOUT),
    (_GREETING, Intent.GREETING),
    (_CANCEL, Intent.CANCEL),
    (_STATUS, Intent.STATUS),
    (_HUMAN, Intent.HUMAN),
)
_SOMEBODY = any_of("{person}")
_REMARK = 6  # words; a remark of this length about somebody tells of nothing yet
_LONG_STORY = 45  # words; a request of the plain kinds is shorter, and a long message that holds one tells more than that


def intent(words: str, said: Sequence[str], *, flagged: bool, told: bool) -> Intent:
    """Return what the person wants.

    Args:
        words: the text in plain form; said: its sentences.
        flagged: a red flag was raised. told: the text names some kind of incident.
    """
    if flagged:
        return Intent.REPORT
    return _requested(words) or _noise(words) or _told_or_asked(words, said, told=told)


def _requested(words: str) -> Intent | None:
    if len(words.split()) > _LONG_STORY:
        return None
    return next((meant for pattern, meant in _ASKED_FOR if pattern.search(words)), None)


def _noise(words: str) -> Intent | None:
    if words.strip() and _APPROVAL.fullmatch(words):
        return Intent.SMALLTALK
    spelt = _WORDS.findall(words)
    garbled = bool(spelt) and all(_GARBLED.search(word) for word in spelt)
    if _BARE.fullmatch(words) or garbled or _NOISE.search(words):
        return Intent.OTHER
    return None


def _told_or_asked(words: str, said: Sequence[str], *, told: bool) -> Intent:
    real = [sentence for sentence in said if not is_hypothetical(sentence)]
    account = any(_ACCOUNT.search(sentence) for sentence in real)
    asked = any(is_question(sentence) for sentence in said)
    if asked and not (told and account):
        return Intent.QUESTION
    in_fun = _FUN.search(words) or (IDIOMS.search(words) and not told)
    others = len(words.split()) > _REMARK and _SOMEBODY.search(words)
    return Intent.REPORT if (told or account or others) and not in_fun else Intent.SMALLTALK
