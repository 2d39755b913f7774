"""Words that name people and places, for keeping names out of what is common (`vocabulary.py`) and out of a redacted text.

It must never be trusted to be complete: a name that is missing here is taken out because nobody uses it as a word. The lists
are for names that are words as well, that the example questions use, or that show where a name stands in a document.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN = _words(
    """aaron abdul abdullah abi abigail adam adrian ahmed aidan aisha alan albert alec aled alex alexander alexandra alfie
    ali alice alison amanda amber amelia amina amir amy andrea andrew andy angela angharad angie anita ann anna anne annie
    anthony anwen archie arjun arthur asha ashley audrey ava barbara barry becky ben benjamin bernard beth bethan betty
    bev beverley bill billy bob bobby boris brandon brenda brian bridget bruce bryn callum cameron cara carl carol
    caroline carolyn carys cat cath catherine cathy catrin cerys charles charlie charlotte cheryl chloe chris christian
    christina christine christopher chuck ciara claire clare clive colin connor craig cynthia daisy dan daniel danielle
    danny daphne darren dave david dawn dean debbie deborah declan denise dennis derek dev diana diane dina dominic don
    donald donna doreen dorothy doug douglas duncan dylan ed eddie edith edward edwin eileen eilidh elaine eleanor eleri
    elizabeth ella ellen ellie emily emma emyr eric erin ethan euan eva eve ewan faisal farah fatima felicity ffion fiona
    florence fran frances francis frank frankie fraser fred freddie gareth gary gavin gemma geoff geoffrey george georgia
    georgina gerald gerard gerry gethin gill gillian gina glenn glyn gordon graham grant greg gregory guto gwen hamish
    hannah harold harriet harry harvey hassan hayley heather hector helen henry holly howard hugh hussain huw iain ian
    ibrahim imran ioan iris isaac isabel isla isobel ivan ivy jack jackie jacob jade jake james jamie jan jane janet
    janice jasmine jason jayne jean jeff jeffrey jen jenna jennifer jenny jeremy jess jessica jill jim jimmy jo joan
    joanna joanne joe joel john johnny jon jonathan jordan joseph josh joshua joyce judith judy julia julian julie kamal
    kareem karen karl kate katherine kathleen kathryn kathy katie kay keir keiran keith kelly ken kenneth kerry kev kevin
    kieran kim kirsty krishna kyle lakshmi lara laura lauren laurence layla leah lee leila leo leon leonard lesley leslie
    lewis liam lily linda lindsay lindsey lisa liz llinos llyr logan lorna lorraine louis louise lucy luke lynn lynne
    maddie malcolm malik mandy marcus margaret maria marie marilyn marion mark martin martyn mary maryam mason mateusz
    matt matthew maureen max maya megan mel melanie melissa mervyn mia michael michelle mick miguel mike miles millie
    mohamed mohammad mohammed moira molly monica morag muhammad myra nadia nadine nancy naomi natalie natasha nathan neil
    nia niall nicholas nick nicky nicola nigel nikki noah noel nora norma norman olga oliver olivia olwen omar oscar owain
    owen pam pamela parveen pat patricia patrick patsy paul paula pauline penny pete peter phil philip philippa phoebe
    piotr pippa polly poppy priti priya rachel raj rajesh ralph ravi ray rebecca rhian rhiannon rhodri rhona rhys rich
    richard rick ricky rishi rita rob robert roberta robin roger roland ron ronald ronnie rory rosa rose rosemary rosie
    ross roy ruby rupert russell ruth ryan saad sadiq sally sam samantha samir samuel sana sandra sanjay sara sarah saskia
    sayeeda scott sean seb shabana shami shane shannon sharon shaun sheila shirley sian sid simon sinead siobhan sofia
    sonia sophia sophie stacey stan stella steph stephanie stephen steve steven stewart stuart sue sunil susan susie
    suzanne suzy sylvia tanya tariq ted teresa terry tess theo theresa thomas tim timothy tina toby tom tommy tony tracey
    tracy trevor tricia trish uma usman valerie vanessa vera vicky victor victoria vijay vince violet vivian wanda wayne
    wendy wes wilf william winston yasmin yusuf yvonne zac zach zahra zara zoe"""
)
"""First names. Never common words, however they are written: "mark" and "bill" are a small loss."""

FAMILY = _words(
    """abbott amess badenoch biden blair boris cameron chakrabarti corbyn cox davey elm farage galloway goldsmith hoyle
    johnson jones khan lamplugh lavery patel polanski putin rayner smith starmer sturgeon sunak swinney timms trump truss
    warsi williams"""
)
"""Family names that people use in questions, and the commonest."""

PLACES = _words(
    """aberdeen bath belfast birmingham bradford brighton bristol camden cardiff coventry croydon derby dundee durham
    edinburgh exeter glasgow hull inverness kent leeds leicester liverpool london luton manchester newcastle newport
    norfolk norwich nottingham oxford plymouth portsmouth preston sheffield southampton suffolk sunderland surrey sussex
    swansea wolverhampton york"""
)
"""Towns and counties; the nations are not among them, since the guidance differs by nation."""

NEVER_COMMON = GIVEN | FAMILY | PLACES

ALSO_NAMES = _words(
    """april august banks bear bird black brand bridge brooks brown cash chance charity chase church cook cooks cross english
    fair faith field fields fish flood flowers foster gates glass green grey guard guy hall hand hands hill hook hope
    hunter june justice keen kit lad lane law laws little lock long love low major march marker mill mills page parish
    park pool pounds power powers price queen reader rich rule sample short spring star steer stone story straight street
    strong summer trace wall ward weeks west white wing wise wood woods worth young younger"""
)
"""Words that are names too: common only where nothing near them speaks of a name."""

ALSO_PLACES = _words("deal reading rugby sale wells")
"""Words that are towns too."""
