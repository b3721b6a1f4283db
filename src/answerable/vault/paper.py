"""A secret as words on paper: twenty words and two that check them, told apart by their first four letters."""

import hashlib
import unicodedata

SECRET = 20  # bytes: 160 bits, one byte a word
CHECK = 2
LENGTH = SECRET + CHECK
WORDS = tuple(
    """
    acorn adobe agent alarm album algae alley almond amber anchor angle ankle apple apron arch arrow
    aspen atlas attic autumn axle bacon badge baker balcony bamboo banner barrel basket beacon bean beetle
    bench berry bicycle birch biscuit blanket blossom boat bonnet border bottle branch brick bridge broom bucket
    buffalo butter buzzer cabin cactus camel candle canvas caramel castle cedar cellar cherry chimney circle cliff
    clover cobalt coconut comet copper coral cotton cradle crane cricket crown crystal curtain cushion cypress daisy
    dance desert diamond dinner dolphin donkey dragon drum eagle earth echo elbow elm ember engine envelope
    fabric falcon farm feather fence fern fiddle field finger flute forest fossil fountain fox freckle frost
    fudge galaxy garden garlic gate ginger giraffe glacier globe goat gravel guitar hammer harbor hazel helmet
    heron hill hollow honey horizon hotel iceberg igloo index island ivory jacket jasmine jelly jewel journal
    jungle kayak kettle kitchen kite koala ladder lagoon lantern lemon lentil lettuce library lizard lobster lotus
    magnet mango maple marble market meadow melon meteor mirror monsoon morning mosaic muffin mustard napkin nest
    nickel north nutmeg oasis ocean olive onion opal orange orchid otter oxygen oyster paddle palace pancake
    paper parrot peach pebble pelican pencil pepper piano pigeon pillow planet plum pocket pond poppy potato
    prairie pumpkin puzzle quartz quilt rabbit raccoon radish rainbow raven ribbon river rocket saddle saffron salmon
    sandal scarf school shadow shell silver sketch smoke snow spider spoon spring square stone summer sunset
    table tailor temple thimble thunder tiger timber tomato tower tractor tulip tunnel turtle umbrella valley velvet
    """.split()  # noqa: SIM905 - sixteen lines of sixteen read better than a list
)


class NotSuchAPaper(Exception):  # noqa: N818 - it says what was typed
    """What was typed is no secret of ours: a word unknown, missing, too many, or in the wrong place."""

    def __init__(self, word: int = 0) -> None:
        super().__init__(word)
        self.word = word  # the first one that is unknown, counted from one; 0 where all are known and do not agree


def as_words(secret: bytes) -> list[str]:
    """Returns a secret of 20 bytes as 22 words."""
    return [WORDS[one] for one in secret + _check(secret)]


def from_words(text: str) -> bytes:
    """Returns the secret that was written down, alone or among what else stands on its paper.

    Numbers, punctuation and case do not matter, four letters of a word do.
    """
    typed = "".join(c if c.isalpha() else " " for c in unicodedata.normalize("NFKC", text)).lower().split()
    known = {word[:4]: value for value, word in enumerate(WORDS)}
    values = [known.get(word[:4]) for word in typed]
    is_whole_paper = len(values) > LENGTH + 2
    for start in range(len(values) - LENGTH + 1) if is_whole_paper or len(values) == LENGTH else ():
        some = [value for value in values[start : start + LENGTH] if value is not None]
        if len(some) == LENGTH and bytes(some[SECRET:]) == _check(bytes(some[:SECRET])):
            return bytes(some[:SECRET])
    raise NotSuchAPaper(values.index(None) + 1 if None in values and not is_whole_paper else 0)


def _check(secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=CHECK, person=b"answerable paper").digest()
