"""All dialogues, one line for each."""

from __future__ import annotations

from typing import Any

from conversations.attend import Attend
from conversations.chat import Conversation
from conversations.checkin import MonthlyCheckIn
from conversations.consents import Consents
from conversations.consult import Consult
from conversations.fund import Fund
from conversations.language import ChooseLanguage
from conversations.privacy import Privacy
from conversations.profile import Profile
from conversations.programmes import Programmes
from conversations.redo import Redo
from conversations.register import Register
from conversations.status import Status
from conversations.stop import Start, Stop
from conversations.tips import Tips
from conversations.training import Training
from conversations.verify import Verify
from conversations.webcode import WebCode
from conversations.worklist import Answer, Greet, Outcome, Postpone, Worklist


def dialogues() -> tuple[Conversation[Any, Any], ...]:
    """Every dialogue that can be opened, in no order that matters."""
    return (
        Attend(),
        Consents(),
        MonthlyCheckIn(),
        Programmes(),
        Register(),
        Training(),
        Fund(),
        Redo(),
        Status(),
        Verify(),
        WebCode(),
        Profile(),
        Privacy(),
        ChooseLanguage(),
        Consult(),
        Start(),
        Stop(),
        Tips(),
        Answer(),
        Greet(),
        Outcome(),
        Postpone(),
        Worklist(),
    )
