"""What every act at a local code asks first: may they, and is it still being written."""

from answerable.access.actors import Actor
from answerable.access.policy import Holding
from answerable.access.refusals import Unacceptable
from answerable.alliance.permissions import MEMBER, keeps, require
from answerable.alliance.rules.words import Office
from answerable.kit import clock

from ...models import LocalCode, Version
from ...queries.local_codes import is_open
from ...queries.standing import Standing, standing_of

AMONG = keeps | Holding(frozenset({MEMBER, Office.FOCAL_POINT, Office.PARTNER}))


def place_of(code: LocalCode) -> str:
    return str(code.version.instrument.network.path)


def standing(by: Actor, code: LocalCode) -> Standing:
    return standing_of(by, code, clock.today())


def require_writing(by: Actor, code: LocalCode) -> None:
    """Only the writing group and those who keep the network's records change a draft, and only while it is one."""
    require(standing(by, code).writes)
    require_open(code)


def require_running(by: Actor, code: LocalCode) -> None:
    require(standing(by, code).runs)
    require_open(code)


def require_deciding(by: Actor, code: LocalCode) -> None:
    """What a body decided is written down by those who keep the network's records."""
    require(standing(by, code).decides)
    require_open(code)


def require_open(code: LocalCode) -> None:
    """Holds the version until the act is over: nothing is said, answered or decided past each other."""
    locked = Version.objects.select_for_update(of=("self",))
    code.version = locked.select_related("instrument__network").get(pk=code.version_id)
    if not is_open(code):
        raise Unacceptable("closed_already")
