"""Messages of somebody who may be in danger, or speaks of somebody near who may be.

In: a message in small letters, its words a space apart. Out: whether it speaks of harm to oneself, in any of the bot's
languages. Rather once too often than once too seldom: what is said then is kind, and does no harm.
"""

import re

HARMING = r"(?:kill|hurt|harm|cut|hang|shoot|starve)(?:t?ing|ed)?"
I_AM = r"(?:i|i'm|im|i'll|ill|i've|ive|i'd)"
ADVERBS = r"(?: \w+){0,3}?"  # "I just really want to …"
TO_DIE = (
    r"(?:die(?! on (?:this|that|the) hill)|be dead|end it(?: all)?|end my life|stop living|not (?:exist|be alive)"
    r"|disappear forever)"
)
SOMEBODY_NEAR = (
    r"(?:my (?:\w+ )?(?:friends?|girlfriend|boyfriend|partner|wife|husband|brother|sister|son|daughter|mom|mum|mother"
    r"|dad|father|roommate|classmate|colleague|cousin|kid|child|student)|some(?:one|body) (?:i know|here|in this \w+))"
)
ENGLISH = (
    rf"{HARMING} (?:myself|my self)",
    rf"{I_AM}{ADVERBS} (?:want to|wanna|wish to|need to|plan to|going to|gonna|ready to|would like to) {TO_DIE}",
    rf"{I_AM}(?: \w+){{0,4}} (?:end(?:ing)? it all|self harm(?:ing|ed)?|overdos(?:e|ed|ing)|commit(?:ting)? suicide)",
    r"i(?: \w+)? (?:wish|hope) (?:that )?i (?:(?:was|were) (?:dead|never born)|had never been born|die|won't wake up)",
    r"i(?: \w+)? (?:don't|dont|do not|no longer) (?:want to|wanna) (?:live|be alive|exist|wake up)",
    r"i(?: \w+)? (?:don't|dont|do not) (?:want to|wanna) be here any ?(?:more|longer)",
    r"i(?: \w+)? (?:can't|cant|cannot|can not) (?:go on|(?:do|take|bear) (?:this|it) any ?(?:more|longer))",
    r"(?:nobody|no one|noone) would (?:\w+ )?(?:miss|care|notice)(?: me)? if i",
    r"better off (?:without me|if i (?:was|were) (?:dead|gone))|i'?d be better off dead",
    rf"(?:i am|i'm|im|i feel|feeling|{SOMEBODY_NEAR} is)(?: \w+)? suicidal|suicidal thoughts",
    r"(?:end|take|ending|taking) my (?:own )?life|(?:thinking|thought|thoughts) (?:of|about) suicide",
    r"(?:i'll|ill|gonna|wanna|want to|going to|should|might|just) kms",
    rf"{SOMEBODY_NEAR}\b.* (?:{HARMING} (?:himself|herself|themsel(?:f|ves))|(?:wants?|wanted) to die"
    r"|(?:end|take)(?:s|ing)? (?:his|her|their) (?:own )?life|commit(?:ting)? suicide)",
)
OTHERS = (
    r"ich (?:will|möchte|mag|wollte|würde gern)(?: \w+)? (?:sterben|tot sein|nicht mehr (?:leben|da sein))",
    r"(?:mich|mir)(?: selbst)? (?:umbringen|töten|umzubringen|ritzen|verletzen|das leben (?:zu )?nehmen)",
    r"ich (?:bringe?|töte|ritze) mich(?: selbst)?(?: um)?|(?:selbstmord|suizid)gedanken",
    r"(?:envie de|je (?:veux|voudrais|vais)) (?:mourir|en finir)|me (?:tuer|suicider)|je (?:ne )?veux plus vivre",
    r"(?:quiero|me quiero|ganas de) morir(?:me)?|(?:matar|suicidar)me|quitarme la vida|no quiero (?:seguir )?vivi\w+",
    r"(?:quero|vou|vontade de) (?:morrer|me (?:matar|suicidar))|não quero mais viver|tirar a minha vida",
)
SPOKEN = re.compile(rf"\b(?:{'|'.join((*ENGLISH, *OTHERS))})\b")
WHOLE = re.compile(r"kms(?: (?:lol|lmao|fr|now|rn))?")
UNSPACED = re.compile("死にたい|自殺したい|消えてしまいたい|生きていたくない|死のうと思")


def speaks_of_harm(said: str) -> bool:
    """Tell whether a message speaks of harm to whoever writes it, or to somebody near them."""
    return any((SPOKEN.search(said), WHOLE.fullmatch(said), UNSPACED.search(said)))
