# The check-in: the monthly questions, the reminders, and the thanks.

action-checkin = Check-in
form-checkin = check-in
resume-checkin = Continue check-in

checkin-first =
    Nice to meet you, { $title } { $name }! Each month { $office } asks how { $business } is, about a minute.
    So that help fits; not for tax. You may skip questions.
checkin-hello =
    How is { $business }, { $title } { $name }? 😊
    A check-in by { $office }, about a minute, so that help fits. Not for tax.
checkin-restart =
    How are you, { $title } { $name }? { $office } would just like to know how { $business } is. One question only.
checkin-told = The check-in for { $month } is recorded already. Thank you!
checkin-kept = Fine, it stays as it was.
checkin-visited =
    The news of { $month } was recorded when the facilitator visited. Thank you!
    There is nothing more to fill in.
checkin-closed =
    The check-in for { $month } is closed and can no longer be changed.
    The next check-in will take your latest news.

checkin-redo = Would you like to correct it?
    .short = Correct it
    .hint = Answer "yes" to fill it in again, or "no".
checkin-again = Has the business started again?
    .short = Started again
    .hint = Answer "yes" or "not yet".
checkin-state = How is the business now?
    .short = State of the business
    .hint = Choose the nearest, or just write it, for example "running but quiet".
checkin-reason = What is the main reason it stopped?
    .short = Reason for stopping
    .hint = Choose the nearest, or type "skip".
checkin-reopen = Do you plan to open again?
    .short = Plan to reopen
    .hint = Choose one, or type "skip".
checkin-omzet = What was the turnover (gross sales) in { $month }? A rough figure will do.
    .short = Turnover
    .hint = Write the figure, for example "2.5 million" or "150k per day". Or "skip".
checkin-constraint = What is hardest just now?
    .short = Constraint
    .hint = Choose the nearest, or type "skip".
checkin-call-me = Would you like the facilitator to contact you?
    .short = Contact by facilitator
    .hint = Answer "yes" or "no".
checkin-profit = What was the profit in { $month }, after all costs? A rough figure will do.
    .short = Profit
    .hint = Write the figure, for example "800k"; "0" if there was none. Or "skip".
checkin-workers = How many people work in the business, owner and family included?
    .short = People working
    .hint = Write the number, for example "2". Or "skip".
checkin-outlets = Where do you sell? You may choose several.
    .short = Outlets
    .hint = Choose by number, for example "1, 3", then "done".

checkin-sorry = Thank you for telling us. We hope things get better soon.
checkin-glad = We are glad to hear that! 😊
checkin-call-by-office = The facilitator may not see your data yet, so staff of { $office } will contact you.

checkin-thanks = Thank you for telling us!
checkin-recorded = Recorded for { $month }: { $state }.
checkin-line = • { $what }: { $value }
checkin-omzet-profit = • Turnover { $omzet }, profit { $profit }
checkin-workers-outlets = • { $workers } people work, selling at: { $outlets }
checkin-trend-up = Turnover rose from { $last } to { $now }. Well done!
checkin-trend-down = Turnover fell from { $last } to { $now }. We hope this month is better.
checkin-trend-steady = Turnover is steady at about { $now }.
checkin-called = We will pass on that you would like to be contacted.

checkin-remind = We have not heard about { $business } in { $month } yet. You may skip questions.
checkin-remind-last = { $title } { $name }, we are still hoping for news of { $business } in { $month }. Busy? That is fine.

same-as-before = Same as last month
    .words = same, the same, no change, unchanged, sama, sama saja

operating-running = Running as usual
operating-reduced = Less than usual
    .hint = Still selling, but less
operating-paused = Closed for now
    .hint = Stopped, will open again
operating-closed = Closed
    .hint = No longer in business
operating-changed = Another business
    .hint = The business is a different one now

stop-reason-job = A job elsewhere
    .words = job, work, employed, working elsewhere, kerja
stop-reason-capital = Out of capital
    .words = capital, money, no capital, modal
stop-reason-buyers = Few buyers
    .words = buyers, quiet, no customers, sepi
stop-reason-materials = Dear materials
    .words = materials, prices, bahan
stop-reason-family = Family matters
    .words = family, children, illness, sick, keluarga
stop-reason-place = Trouble with the place
    .words = place, rent, moved, tempat
stop-reason-debt = Instalments/debt
    .words = debt, instalments, loan, utang, cicilan
stop-reason-other = Other
    .words = something else, lainnya

reopen-soon = Soon
    .words = next month, next week, yes
reopen-later = In some months
    .words = later, next year
reopen-unsure = Not known yet
    .words = unsure, do not know, not sure
reopen-no = Not again
    .words = no, never

constraint-capital = Too little capital
    .words = capital, money, modal
constraint-buyers = Few buyers
    .words = buyers, marketing, sales, sepi
constraint-materials = Dear materials
    .words = materials, prices, bahan
constraint-competition = Many competitors
    .words = competition, competitors, saingan
constraint-equipment = Equipment or place
    .words = equipment, place, machine, tools, alat
constraint-licence = Licences (NIB, halal)
    .words = licence, license, nib, halal, izin
constraint-debt = Instalments/debt
    .words = debt, instalments, loan, utang, cicilan
constraint-other = Other
    .words = something else, lainnya
constraint-none = No constraint
    .words = none, nothing, fine

outlet-home = Own home or shop
outlet-market = Market
outlet-consigned = On consignment
outlet-social = WhatsApp/social media
outlet-marketplace = Online shop
outlet-delivery = Online delivery
outlet-fairs = Fairs
outlet-other = Other

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
