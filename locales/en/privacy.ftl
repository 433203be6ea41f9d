# My data: seeing and deleting it.

action-privacy = My data
action-delete = Delete my data
form-privacy = my data
resume-privacy = Go on with my data

privacy-hello = Your data is kept by { $office } under the Personal Data Protection Act (UU 27/2022).
privacy-what = Would you like to see your data, or to delete it?
    .short = Wish
    .hint = Choose "See my data" or "Delete my data".
privacy-stranger = You are not registered, so there is no data to delete.
    What is written here is not kept by { $office }, except messages to the staff.
privacy-nothing = All right, your data stays as it is.

privacy-kept = Kept: the name { $name }, the business { $business }, its kind and place.
privacy-numbers = Phone: { $phone }. NIK: { $nik }.
privacy-nik-kept = kept encrypted
privacy-nik-none = not kept
privacy-counts = Applications: { $applications }. Check-ins: { $checkins }.
privacy-consents = Consents: { $given }.
privacy-who = Who can see it: staff of { $office } who work on it.
    Assistants and partners only with consent, a bank only for a loan.
    Telegram and WhatsApp keep messages abroad.
privacy-next = Would you like to correct or arrange something?

privacy-delete = Once deleted, the profile, applications, documents and check-ins cannot be brought back.
    Only counts without a name remain.
privacy-send = Delete all data in the name of { $name }?
privacy-deleted = Your data will be deleted by { $by }. Number: { $reference }.
    If you change your mind, ask the staff before then.
privacy-asked-already = We have your request { $reference }.
    Your data will be deleted by { $by }.

data-wish-see = See my data
    .words = see, show
data-wish-delete = Delete my data
    .words = delete, remove
data-wish-nothing = Never mind
    .words = never mind, no, nothing
