# General sentences that every dialogue uses.

# Progress and summary
progress = { $step } of { $of } · { $question }
row = { $name }: { $value }
before = (Your answer now: { $value })
confirm = Is everything right?
confirm-send = Send
    .words = kirim
confirm-change = Change
    .words = ubah
confirm-cancel = Cancel
    .words = batal
which = Which answer would you like to change?

# General options
skip = Skip
skipped = skipped
done = Done
human = Ask our staff
yes-no-yes = Yes
yes-no-no = No
already-yes = Yes
already-no = Not yet
    .words = not yet
none-of-them = none
several-and = and, plus
several-all = all, all of them, everything, yes to all
several-none = none, none of them, no to all, nothing

# Asking back
echo = { $value }, is that right?
echo-yes = Yes, right
    .words = about right, roughly, more or less
echo-no = No
    .words = wrong, that is wrong, not that, all wrong, both wrong
echo-first = One thing first:
echo-which = Which one is wrong?
echo-all = All of them
    .words = all, both
echo-later = All right. { $question }: we will ask again later.
also-noted = I also noted { $question }: { $value }.
amount-per-day = About how much is that a day?
amount-per-week = About how much is that a week?
amount-per-month = About how much is that a month?
amount-per-year = About how much is that a year?
amount-keep = Keep that figure
period-day = a day
period-week = a week
period-month = a month
period-year = a year
photos-more = We have { $value }. Send more, or press Done.
photos = { $n ->
    [one] { $n } photo
   *[other] { $n } photos
}
location-given = location shared

# What happens on the way
cancelled = Alright, nothing was sent. You can start again any time.
changed = { $question } is now { $value }.
answer-gone = The answer to { $question } no longer holds, so we ask once more.
has-changed = Something changed since the last message.
button-old = That is an old button. Here is the current one:
option-gone = That option is no longer there. Please choose from these:
at-the-start = This is the first question.
cannot-skip = This one we do need, please.

# Not understood
miss-again = Sorry, I still do not understand. Choose the nearest, or ask our staff.
miss-amount = Just write the figure, for example "2500000" or "2.5 million".
miss-choice-several = That could be two of the options. Which one?
miss-date-none = There is no such day in the calendar. Please write it again.
miss-desa-several = More than one village is like that. Please choose from the list.
miss-kecamatan-several = More than one district is like that. Which one?
miss-nib-length = A NIB has { $digits } digits. Please check it.
miss-nik = Just write the NIK, { $digits } digits as on the ID card.
miss-phone-length = That number has too few or too many digits. Please check it.
miss-phone-several = There is more than one number. Please write just one.
miss-amount-limits = The figure must be between { $lowest } and { $highest }.
miss-amount-unit = Is that thousand or million? For example "500 thousand" or "2.5 million".
miss-amount-digits = The dots confuse me. Write for example "2500000" or "2.5 million".
miss-amount-number = That looks like a number, not an amount. Write for example "2.5 million".
miss-amount-several = There is more than one figure. Please write just one.
miss-amount-range = The range is not clear. Write for example "3-4 million".
miss-amount-period = How long is that for? Write for example "150 thousand a day".
miss-amount-bound = A rough guess is fine, but please write a figure, for example "2 million".
miss-amount-loss = If it was a loss or nothing, write "0". Otherwise write how much.
miss-amount-sum = Just write the final figure, for example "2.5 million".
miss-amount-each = Is that the price of one? We ask for all of it together.
miss-amount-wish = We ask how it is now. Write the figure, for example "2 million".
miss-amount-not = So how much is it? Just write the figure, for example "2 million".
miss-amount-question = A rough answer is fine, for example "2 million". To ask something, type "petugas".
miss-amount-debt = We do not ask about debts. Just write the figure, for example "2 million".
miss-choice = Press one of the buttons, or type its number.
miss-confirm = Type "send" if all is right, "change" to correct something, or "cancel".
miss-count = Just write the number, for example "2".
miss-count-several = There is more than one number. Please write just one.
miss-count-unit = We ask how many, not how much money. Write for example "2".
miss-count-vague = About how many? Please write one number, for example "2".
miss-count-range = Please write a number from { $lowest } to { $highest }.
miss-date = Write the date, for example "15 December 2026".
miss-date-several = There is more than one date. Please write just one.
miss-date-vague = Which day exactly? For example "15 December 2026".
miss-date-range = The date must be between { $first } and { $last }.
miss-desa = Choose the village from the list, or type its name.
miss-far-away = That place seems to be outside our regency. Just type the name of the district.
miss-hedge = So which is it? Please choose one.
miss-kecamatan = Write the name of the district, for example "Ciparay".
miss-location = Share a location with the attachment button (📎), then choose Location.
miss-name = Just write the name, for example "Ibu Nunung".
miss-nib = A NIB has 13 digits, for example "0220001234567".
miss-nik-length = A NIK has { $digits } digits, as on the ID card.
miss-nik-region = The region code of that NIK does not fit. Please check the ID card.
miss-nik-date = The birth date in that NIK does not fit. Please check the ID card.
miss-nik-serial = The last four digits of that NIK do not fit. Please check the ID card.
miss-none-ticked = Choose at least one first, then press Done.
miss-operating-hedge = So how is it now? Please choose what fits best.
miss-operating-which = How is the business now? Please choose one.
miss-operating = Choose what fits the business best now.
miss-phone = Write a mobile number, for example "0812 3456 7890".
miss-photo = Please send the photo here, with the attachment button (📎) or the camera.
miss-pick = Press one of the buttons, or type its name.
miss-question = Could you answer this one first? To ask something, type "petugas".
miss-several = You may choose more than one, for example "1 and 3", then press Done.
miss-since = Write the year, for example "2019".
miss-text = Please answer in words.
miss-text-long = Too long: at most { $longest } letters.
miss-which = I do not know yet which answer you mean. Choose from this list, please.
miss-which-stop = How is the business now? Please choose one.
miss-yesno = Answer "yes" or "no".
moment = { $day } at { $hour }
