# What the assistant says between dialogues: first contact, menu, and what was not understood.

notice =
    We are the assistant of { $office }. Your data is kept for the office's services (Law 27/2022) and seen only by authorised staff.
    Telegram and WhatsApp keep messages abroad.
    Type "my data" to see or delete it.
welcome =
    Welcome to { $office }. How is business? 😊
    Please choose, or just write what you need.
menu =
    How can we help you?
    Please choose, or just write what you need.
nothing-open =
    No form is open.
    Please choose, or just write what you need.
nothing-to-send =
    Nothing is waiting to be sent.
    What was sent can be seen under My status.
got-unasked =
    Thank you, we have received it. What is it for?
    Please choose first.
card-of-another = That is somebody else's card, so we did not keep it.
thanked = Thank you. If you need anything, just write here. 🙏
not-understood =
    Sorry, we did not understand.
    Is it one of these?
not-understood-again =
    Sorry, we still do not understand.
    This is what we can help with here.
not-served =
    That cannot be done in this chat yet.
    Shall we pass it on to the staff?
perhaps-elsewhere = You seem to want something else. This form is kept and can be continued later.
not-for-you = That part is for staff and facilitators only.
nothing-to-resume = That form is no longer there. Please choose from the menu.
goes-on = We go on from this question.
resume = Shall we go on? We had got to this question.
    .words = continue, go on, resume
sorry-broken =
    Sorry, something went wrong on our side. Your message is kept and the staff have been told.
    Please try again in a moment.
what-next = Anything else we can help with?
button-change = Change
action-menu = Menu
share-contact = 📱 Share my number
share-location = 📍 Share my location
command-menu = Show the menu
command-status = My applications
command-petugas = Ask the staff
command-stop = Stop messages
command-mulai = Get messages again
announcement-stop = No more announcements? Type "stop".
announcement-see = See the programme
photo-lost = Sorry, the picture did not reach us. Please send it once more.
file-lost = Sorry, we could not open what you sent. Please send it once more.
