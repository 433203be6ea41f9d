# The first tier of the revolving fund.

action-fund = Apply for a loan
form-fund = loan application
resume-fund = Go on with the loan

fund-hello = This is a loan, not a grant, without interest or collateral.
    { $fund }, first step: { $limit } at most, { $instalments } monthly instalments.
    The bank decides and pays out, not the office.
fund-running = You still have an application for { $fund }, number { $reference }.
    Now: { $state }. One application at a time, please.
fund-needs-phone = For a loan we must first be sure that the phone number is your own.
    After that we go on with the application.

fund-amount = How much would you like to borrow? { $limit } at most.
    .short = Amount
    .hint = Write the amount, for example "{ $limit }".
fund-purpose = What is the money for?
    .short = Purpose
    .hint = Choose the most important one.
fund-bank = Through which bank?
    .short = Bank
    .hint = Choose one. That bank will decide.
fund-nik = Please write your NIK, 16 digits on the ID card.
    It is kept encrypted and never shown in full here.
    .short = NIK
fund-statement = These details are true, and the loan will be paid back every month.
    Do you state so?
    .short = Statement
    .hint = Answer "yes" if you agree, "no" if not yet.
fund-share = May we pass this application on to { $bank } for its decision?
    .short = Consent for bank
    .hint = Answer "yes" or "no". Without it the bank cannot decide.
fund-send = Application in the name of { $name }. Is everything right?
    Sending means applying; the bank may still say no.

fund-no-statement = That is all right, nothing was sent.
    A slip? Choose Change, your other answers are still there. In doubt, ask the staff.
fund-no-share = All right, nothing goes to { $bank }. The application cannot go on without it.
    A slip, or another mind? Choose Change, your other answers are still there.

fund-filed = We have your application for { $fund }. Number: { $reference }.
    { $bank } will decide.
fund-documents = Prepare: { $documents }{ $mark }.
fund-filed-next = Staff will tell you more by { $by }{ $mark }.
    Staff take no cash.

fund-purpose-stock = Materials or stock
    .words = materials, stock, goods
fund-purpose-tools = Tools
    .words = tools, machine, equipment
fund-purpose-place = Place of business
    .words = place, rent, renovation
fund-purpose-marketing = Marketing
    .words = marketing, promotion, advertising
fund-purpose-product = New product
    .words = new product, product
fund-purpose-other = Other
    .words = other, something else
