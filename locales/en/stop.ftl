# Stopping and starting again.

action-stop = Stop messages
form-stop = stop messages
resume-stop = Continue stopping
action-start = Start again
form-start = start again
resume-start = Continue starting

stop-done =
    All messages from { $office } have been stopped.
    News of your own applications will still come. Type "start" to hear from us again.
stop-one =
    Stopped: { $purposes }.
    Type "start" to hear from us again.
start-back = Before you stopped, you received: { $purposes }. Have them back?
    .short = Have them back
    .hint = Answer "yes" or "no".
start-kept = Fine, it stays stopped. You may also choose one by one.
start-done = These are on again: { $purposes }.
start-stranger =
    Welcome! We do not know each other yet.
    Please register, or look at the programmes.
start-checkin = Keep check-in
start-announcements = Keep announcements
start-assistant = Keep facilitator
start-partners = Keep partners
