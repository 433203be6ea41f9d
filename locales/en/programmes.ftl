# Programmes: the list and the card.

action-programmes = See programmes
form-programmes = list of programmes
resume-programmes = Go on looking
action-other-programmes = Other programmes
action-apply = Apply
action-nib-help = Help me get a NIB

programmes-programme = These programmes are open. Which one would you like to see?
    .short = Programme
    .hint = Choose one from the list, or write its name.
programmes-gone = That programme is not open any more.
programmes-none = No programme is open right now. Please look again another day, or ask the staff.
programmes-next = Where would you like to go?

card-title = 📌 { $title }
    { $about }
card-title-only = 📌 { $title }
card-day = { $starts }, { $place }.
card-days = { $starts } to { $ends }, at { $place }.
card-place-later = a place to be announced
card-seats = { $left ->
    [0] All open seats are taken.
   *[other] Seats left: { $left }.
}
card-until = Apply until { $until }.
card-terms = Cost: { $cost }. Offered by { $by }.
card-free = free
card-by-office = the office
card-needs-nib = Needed: a NIB.
card-fund = 📌 { $title }: a loan without interest or collateral, first step up to { $limit }.
    It is a loan, not a grant. The bank decides and pays out.

lack-nothing = ✅ You have all that is needed.
lack-registration = Still missing: getting to know you. Choose Apply and we will ask a little.
lack-nib = Still missing: a NIB. It is free, at oss.go.id with your NIK.
    (As of November 2026.)
    Shall we help you? Meanwhile you can apply all the same.
lack-sector = Not yet eligible: this programme is for another kind of business. Do look at the others.
lack-closed = Applications are closed. Do look at the other programmes.
lack-full = You can still apply for the waiting list.
