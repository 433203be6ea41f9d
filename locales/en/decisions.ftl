# News of decisions by the office, and completing one answer.

decision-accepted = Good news: you are accepted for { $what }. 🎉 Your seat is reserved.
    Number: { $reference }.
decision-when = It starts on { $starts }, { $place }. We will remind you before.
decision-waiting = { $what } ({ $reference }): you meet the conditions, but all seats are taken.
    You are number { $position } on the waiting list. We will tell you when there is a seat.
decision-refused = { $what } ({ $reference }): not yet eligible.
    The reason: { $reason }
decision-refused-next = There are other ways: look at other programmes or ask the staff.
decision-again = { $what } ({ $reference }): only one answer is still needed.
    { $reason }
decision-complete = { $what } ({ $reference }): your papers are complete.
    They are checked once more and then passed on to the bank.
decision-forwarded = { $what } ({ $reference }): your papers are with { $bank }.
    The bank decides and will contact you.

decision-not-state = This application has changed meanwhile; please reload the page.
decision-not-reason = First write the reason that the person will read.
decision-not-field = This application has no such answer.
decision-not-papers = Some documents were neither uploaded nor seen by staff.
decision-not-eyes = Somebody else must pass it on: four eyes before the bank.

action-redo = Complete it now

form-redo = answer to complete
resume-redo = Go on completing
redo-hello = Completing { $what } ({ $reference }).
redo-over = That answer is not needed any more.
redo-extra = The answer that is needed
    .short = Answer
redo-nik = Please write the NIK again (16 digits on the ID card).
    .short = NIK
redo-purpose = What is the money for?
    .short = Purpose
redo-bank = Through which bank?
    .short = Bank
redo-nib = And the NIB?
    .short = NIB
redo-share = May we pass this application on to { $bank }?
    .short = Consent for bank
redo-no-share = All right, nothing goes to { $bank }. Please talk to the staff first.
redo-amount = How much would you like to borrow?
    .short = Amount
redo-send = Is it right? Nothing else changes.
redo-done = Thank you, { $what } ({ $reference }) is complete.
    Staff check it again. You will hear by { $by }{ $mark }.
