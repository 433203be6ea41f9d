# Asking the staff: the message is passed on and a human answers.

action-consult = Ask the staff
form-consult = question to the staff
resume-consult = Continue question

consult-ready = Shall we pass this message on to the staff? "{ $message }"
    .short = Ready message
    .hint = Answer "yes" to send it, or "no" to write your own.
consult-message =
    Please write your question; staff of { $office } will answer here.
    A picture or a voice message will do too, but not your NIK or a picture of your ID.
    .short = Question
    .hint = Write your question in one message, or send a picture. For example "How do I get a P-IRT?"
consult-listening =
    The staff read this chat. Just write, and they will answer here.
    Type "done" when that is all.
consult-sent =
    We have passed it on. You will have an answer here by { $day }.
    You may add to it, or type "done" when that is all.
consult-away =
    We have passed it on. The office is closed; the staff are back on { $day }.
    You may add to it, or type "done" when that is all.
consult-answer =
    { $staff }: { $text }
consult-late =
    Sorry, nobody has answered your question yet. We have reminded the staff.
    In the meantime, is there anything else?
consult-closed =
    The chat with the staff has ended. Thank you!
    Is there anything else?
consult-over = The chat with the staff has ended. Is there anything we can help with?
