# The staff console.

# ---- the way in
console-login = Log in
console-login-hello = Welcome, { $name }
console-login-once = Press the button to log in to the console. This link works once only; please do not pass it on.
console-spent = This link is no longer good
console-spent-next = A login link works once and for a limited time. Please ask an administrator for a new one.
console-locked = Please log in first
console-locked-next = The console opens with a personal login link. Ask the office's administrator for one and open it in this browser.
console-fault-missing = Page not found
console-fault-missing-next = It may have been deleted, or lies outside your area and tasks.
console-fault-refused = This part is not for your role
console-fault-refused-next = If it should be, reload the page before and try again, or ask an administrator.
console-fault-large = That is too large
console-fault-large-next = Make the text or picture smaller and try again.
console-fault-home = To the start
console-leave = Log out
console-demo = This is a demo: all people and figures are invented.

# ---- menu
console-menu = Menu
console-menu-home = Home
console-menu-people = People
console-menu-reviews = Reviews
console-menu-programmes = Programmes
console-menu-audit = Audit
console-menu-staff = Staff
console-menu-settings = Settings
console-menu-more = More
console-role-admin = Administrator
console-role-head = Head of division
console-role-staff = Staff
console-role-assistant = Assistant

# ---- home
console-home = Home
console-home-hello = Hello, { $name }
console-home-training = training applications waiting
console-home-training-late = training applications overdue
console-home-fund = fund applications waiting
console-home-fund-late = fund applications overdue
console-home-messages = messages waiting for an answer
console-home-at-risk = businesses to look in on
console-home-held = messages held back
console-home-quarantined = incoming messages that could not be read
console-home-first = Answer these first
console-home-nothing = No application is waiting. Everything has been answered. 👍
console-nameless = (no name yet)
console-due = answer by { $day }

# ---- states of an application
console-state-filed = Filed
console-state-checking = Being checked
console-state-incomplete = To be completed
console-state-accepted = Accepted
console-state-waiting = Waiting list
console-state-complete = Complete
console-state-forwarded = Forwarded to the bank
console-state-refused = Not approved
console-state-cancelled = Cancelled
