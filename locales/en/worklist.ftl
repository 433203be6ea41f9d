# The facilitator's worklist: who should be looked in on, and what was found.

action-worklist = Tasks
    .words = tasks, my tasks
form-worklist = task list
resume-worklist = Continue task list
action-greet = Greet
form-greet = greeting
resume-greet = Continue greeting
action-answer = Fill in check-in
form-answer = somebody's check-in
resume-answer = Continue filling in
action-outcome = Record outcome
form-outcome = outcome of a visit
resume-outcome = Continue outcome
action-postpone = Postpone
form-postpone = postponing
resume-postpone = Continue postponing

worklist-hello = Tasks in { $kecamatan }: { $count } people.
worklist-line = • { $name }, { $business }: { $reasons }
worklist-task = Whom would you like to open?
    .short = Task
    .hint = Choose one of the list.
worklist-empty = No new tasks in { $kecamatan }. Thank you!
worklist-gone = That task is no longer on your list.
worklist-card = { $title } { $name }, { $business } ({ $place })
worklist-why = Why: { $reasons }
worklist-said = Last said, { $month }: { $said }
worklist-phone = Phone: { $phone }
worklist-call = Contact
worklist-no-phone = There is no phone number yet.
worklist-others = Other tasks
worklist-digest =
    Good Monday! { $count } people wait to be looked in on this week.
    Type "tasks" to see them.

greet-sent = The greeting to { $name } is sent in your name.
greet-already = { $name } was greeted this week.
greet-hello =
    Hello { $title } { $name }, I am { $assistant }, the MSME facilitator of your kecamatan.
    How is { $business }? Tell us if we can help.

answer-hello = Fill it in as { $name } tells it.

outcome-hello = Outcome for { $name }, { $business }.
outcome-found = How is the business?
    .short = State
    .hint = Choose the nearest.
outcome-note = Any notes?
    .short = Note
    .hint = Write briefly, or "skip".
outcome-photo = A picture of the place?
    .short = Picture
    .hint = Send one picture, or "skip".
outcome-send = Is that right?
outcome-done = Recorded. Thank you for looking in on { $name }.
outcome-passed-on = Recorded. We tell the head of division, so that { $name } is helped.

found-running = Running
    .words = open, selling
found-paused = Closed for now
    .words = paused, break
found-closed = Closed
    .words = shut, stopped
found-moved = Moved
    .words = moved away
found-not-found = Not found
    .words = nobody there
found-needs-help = Needs help
    .words = help

postpone-delay = For how long?
    .short = Postpone
    .hint = Choose one.
postpone-done = Fine, { $name } is back on { $day }.
delay-3 = 3 days
delay-7 = 1 week
    .words = a week, 7 days
delay-14 = 2 weeks
    .words = two weeks, 14 days

reason-closed = business closed
reason-debt = instalments or debt weigh heavily
reason-omzet = turnover fell far
reason-paused = closed for now
reason-missed = two check-ins unanswered
reason-call-me = asked to be contacted
reason-silent = no answer yet
