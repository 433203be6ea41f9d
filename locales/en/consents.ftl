# Consents: one tick for each purpose.

action-consents = My consents
form-consents = consents
resume-consents = Go on with consents

consents-hello = One more thing, and you decide. Saying no takes no service away.
    The kecamatan assistant (employed elsewhere) may see the business data and contact you.
    Partners may see the business data. How it goes is asked once a month, not for taxes.
consents-purposes = Which of these do you agree to?
    Tick what you agree to, then choose Done. It may be none.
    .short = Consents
    .hint = Tap what you agree to, or write the numbers, for example "1 and 3". Then Done.
consents-kept = Noted. You agree to: { $given }.
    You can change it at any time.
consents-none = All right, we do nothing without your consent.
    All services stay open to you, and you can change this at any time.

purpose-checkin = Being asked how it goes
    .hint = Once a month, about a minute. Not for taxes.
    .words = check-in, checkin
purpose-announcements = News and programmes
    .hint = Announcements of trainings, help and events by the office.
    .words = announcements, news
purpose-assistant = Kecamatan assistant
    .hint = Employed elsewhere: may see the business data and contact you.
    .words = assistant
purpose-partners = Programme partners
    .hint = Partners who offer programmes may see the business data.
    .words = partners
