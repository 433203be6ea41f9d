# Status: all that is going on.

action-status = My status
form-status = status
resume-status = Go on with status

status-going = { $what } ({ $reference }): { $state }.
status-by = News of { $reference } by { $by }{ $mark }.
status-position = { $reference }: number { $position } on the waiting list.
status-reason = { $reference }: { $reason }
status-papers = Documents of { $reference } still missing: { $papers }.
status-more = There are { $n } older applications.
status-checkin = Check-in: we ask you once a month.
status-checkin-month = Last check-in: { $month }.
status-parked = Not finished yet: { $form }.
status-this-chat-only = You see only what was done in this chat, since your phone is not verified.
status-next = Is there anything to go on with?
status-nothing = Nothing is going on yet.
    Would you like to look around?
