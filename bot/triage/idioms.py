"""Figures of speech and harmless things that contain an alarming word.

They are cut out of a sentence before the rules look. An entry must be so particular that nobody in danger would
say it: "hit list of" may go, "hit list" may not.
"""

from bot.triage.vocabulary import any_of

IDIOMS = any_of(
    """
        (kill/smash/slaughter/murder/nail/crush/boss/slay)(ed/ing) (it/them on/them at/em on) | kill(ing)? time
        dressed to kill | (serial/natural born) killer | killjoy | kill(ing)? (them/him/her/it) (on/at the)
        killer (schedule/heels?/migraine/headache/point/line/question/app/speech/whales?/quote/hill/queen/fact/legs/look)
        (feet/legs/back/knees/head/shoes/heels/hill/stairs/boots)('s/~is/~are)? killing (me/us) | killing (me/us) (with/off)
        (my/mum/wife/husband/boss/agent/she/he)(~wife/~husband/~boss/~agent/~mum)?('ll/~will/~is going to/~would) kill me
        dying (to/for/of/here/laughing) | i'm dying | bron â marw | to die for | (about to/going to) die on me
        (phone/battery/car/laptop/pens?/wifi/line/app/printer)('s/~is/~was)? (about to die/dead/died/dying/going to die)
        dead (on/set/good/nice/easy/chuffed/proud/heat/wood/end/ringer/badger/lines?/in the water) | drop dead gorgeous
        over my dead body | death by .. | (bored/worked/sick) to death | (cut/rip*/tear*/tore) .. to (ribbons/shreds/pieces)
        (?<!to )(?<!will )(?<!gonna )(just~/someone~/somebody~)?(shoot/kill) me now
        (just/someone/somebody please) (shoot/kill) me | (out/outside) and (shooting/shot/shoot it)
        shoot(ing)? .. (video/film/clip/photos?/pictures/leaflet/advert/reel/footage) | (photo/video/film)[ -]?shoot*
        (a/one/head/screen/mug/group/team/nice/great/good/lovely/cracking/clear/action)[ -]?shots? | long shot
        shots? of (the/a/our/my/leaflet/espresso/tequila/vodka)
        shoot(ing)? .. (e-?mail/message/text/line) (to/over/across)? | shoots? clays? | clay (pigeon )?shoot*
        shot in the (arm/dark) | call(ing/s/ed)? the shots | shooting stars? | video is shot
        shot (outside/inside) (somewhere/the) | troubleshoot* | fire (over/off/up/me/across/away) | under fire | fired up
        on fire (today/tonight/at/this/with) | (crossfire/camp ?fire)
        stab(bed/bing)? (at/in the) (it/this/a/the/back/dark) | (back/front)stab* | knife[ -]edge | like a knife
        knives out | (butter/bread/cake/palette/table/steak/fish/pizza/craft) (knife/knives/cutter)
        knife (block/and fork/amnesty/crime/arch*)
        (glue/staple/price/spray/water/nerf/heat/label/radar/speed/toy/squirt) (guns?/pistols?) | big guns?
        (loose/water) cannon | jump(ed/ing)? the gun | stick(ing)? to .. guns | top gun | gunning for | machine gun laugh
        smoking gun | bullet[ -]?(points?/pointed/proof/journal/train/list) | (magic/silver) bullets?
        (bit/bite/biting/dodged?) (the/a) bullet | (ink/printer/toner/game) cartridges?
        (bath/photo/sex/love/cherry/glitter/seed/f/jager/time/stink/yarn) ?bomb(s/ed/ing/er)? | bombshells?
        (went/going/goes/go) (off~/down~)?like a bomb | (cost/made/worth/earns?) a bomb | (was/is/da/looks?) the bomb
        lethal weapon | gun ?dogs? | on fire on | (stabbing/shooting) pains? | backfir(ed/ing/es) | r[au]n riot
        feet are bleeding | (knife/cutlery) (set/drawer/block) | shot down in flames
        (hitting/hit) the (phones/doors/shops/road/town/pub) | weapons? of (choice/mass) | secret weapon
        (was/like) a hand grenade | gone nuclear | war (chest/room/of words/paint/horse) | hatchet job | axe to grind | axed
        axing | for the chop | acid (reflux/rain/test/jazz/house/tongue/drop*) | citric acid | old bat
        (cricket/baseball) (club/match/practice/team) | battle ?(ground/axe/lines?/of the bands) | bat(s/ted)? an eye*
        double[ -]edged sword | (fell/falling) on .. sword | blade of grass | (literally/totally) stalking
        stalking (the/my) (letterbox/profile/post(man/ie)) | hit list of | ambush(ed)? (by/marketing/the commuters)
        suicide (mission/squad) | bloodbath | car crash | train wreck | heart attack when | brain dead
        doing (my/our) head in | (head/heads)('s/~is)? about to explode | hit the ground running
        (getting/got/get) (slaughtered/hammered/smashed/battered/murdered/massacred/killed) (in/at/on/by) (the )?(polls?/\
        radio/debate/vote/count/rain/press/papers/telly/presenter)
        (slaughtered/murdered/crucified/destroyed/battered/hammered) (him/her/them/us/ourselves/me) (on/at/in/with)
        beat(en)? to a pulp by the | target (seats?/voters?/wards?/letter)
        following (up/on/the (guidance/advice/news/law/instructions/polls?/link/rules?)/you on/us on/me on)
        follow(ed/ing)? (us/me/him/her/them) (back )?on (x/twitter/facebook/instagram/tiktok/social/linkedin/youtube/\
        threads) | (gone/left/safe/fine/ok/okay/over/quiet/sorted/stopped/better/calm/home/all right/alright) now
        now (gone/left/stopped/quiet/sorted/over/safe) | commit murder | murder a (curry/pint/brew/tea/sandwich/pizza)
        (stolen/robbed/nicked) our (slogan/idea/pitch/thunder)
        """
)
