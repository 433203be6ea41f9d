# Applying for a training.

action-training = Apply for a training
form-training = training application
resume-training = Go on with training

training-programme = Which training would you like to join?
    .short = Training
    .hint = Choose one from the list, or write its name.
training-nib = And the NIB?
    .short = NIB
    .hint = Choose one. Your application can go on all the same.
training-extra = Extra question
    .short = Extra question
training-send = Application for { $programme } in the name of { $name }.
    Sending means applying; the seat comes with the approval.
training-gone = That training is not open any more. These are.
training-none-open = No training is open right now. Please look again another day.
training-applied-already = You have applied for { $programme } already, number { $reference }.
    Now: { $state }.
training-filed = We have your application for { $programme }. Number: { $reference }.
    Staff check it first. You will hear by { $by }{ $mark }.
training-filed-help = We have noted the NIB; staff will help you.
training-filed-alone = For the NIB: open oss.go.id with your NIK and the business address. It is free (November 2026).

nib-plan-have = I have one now
    .words = have, yes, got it
nib-plan-help = Please help me
    .words = help, help me
nib-plan-alone = I will do it myself
    .words = myself, alone, later

mark-unconfirmed = { " " }(not yet confirmed by the office)
mark-confirmed = { "" }

state-filed = filed
state-checking = being checked
state-incomplete = needs completion
state-accepted = accepted
state-waiting = on the waiting list
state-complete = papers complete
state-forwarded = passed on to the bank
state-refused = not yet eligible
state-cancelled = cancelled
