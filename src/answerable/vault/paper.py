"""A secret as words on paper: twenty words and two that check them, told apart by their first four letters."""

import hashlib
import unicodedata

SECRET = 20  # bytes: 160 bits, one byte a word
CHECK = 2
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
    """Returns the secret that was written down; numbers, punctuation and case do not matter, four letters of a word do."""
    typed = [
        word for word in "".join(c if c.isalpha() else " " for c in unicodedata.normalize("NFKC", text)).split() if word
    ]
    known = {word[:4]: value for value, word in enumerate(WORDS)}
    values = []
    for place, word in enumerate(typed, 1):
        if word.lower()[:4] not in known:
            raise NotSuchAPaper(place)
        values.append(known[word.lower()[:4]])
    secret = bytes(values[:SECRET])
    if len(values) != SECRET + CHECK or bytes(values[SECRET:]) != _check(secret):
        raise NotSuchAPaper
    return secret


def _check(secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=CHECK, person=b"answerable paper").digest()
