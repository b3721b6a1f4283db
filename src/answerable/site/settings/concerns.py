"""What is promised to whoever raises a concern, and where they are led; a team may promise more, never less."""

import os

from .numbers import number_of

CONCERNS_EU = os.environ.get("ANSWERABLE_CONCERNS_EU", "") == "1"  # as Directive (EU) 2019/1937 has it
CONCERNS_PROMISES = {
    "acknowledge_workdays": number_of("ANSWERABLE_CONCERNS_ACKNOWLEDGE_WORKDAYS", 3, least=1, most=20),
    "acknowledge_days": number_of("ANSWERABLE_CONCERNS_ACKNOWLEDGE_DAYS", 7, least=1, most=30),
    "danger_hours": number_of("ANSWERABLE_CONCERNS_DANGER_HOURS", 24, least=24, most=72),
    "safety_hours": number_of("ANSWERABLE_CONCERNS_SAFETY_HOURS", 72, least=24, most=168),
    "first_answer_workdays": number_of("ANSWERABLE_CONCERNS_FIRST_ANSWER_WORKDAYS", 10, least=1, most=30),
    "feedback_days": number_of("ANSWERABLE_CONCERNS_FEEDBACK_DAYS", 90, least=7, most=180),
    "extended_days": number_of("ANSWERABLE_CONCERNS_EXTENDED_DAYS", 180, least=7, most=365),
    "update_days": number_of("ANSWERABLE_CONCERNS_UPDATE_DAYS", 14, least=1, most=90),
    "quiet_update_days": number_of("ANSWERABLE_CONCERNS_QUIET_UPDATE_DAYS", 30, least=1, most=180),
    "idle_days": number_of("ANSWERABLE_CONCERNS_IDLE_DAYS", 14, least=1, most=90),
}
# Whom somebody turns to when it is about the secretariat or the board; shown to the keeper, who sees that it is right.
CONCERNS_PANEL_CONTACT = os.environ.get("ANSWERABLE_CONCERNS_PANEL_CONTACT", "")
