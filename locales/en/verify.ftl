# Proving the phone number, and the code for the web chat.

action-verify = Verify my phone
form-verify = phone verification
resume-verify = Go on with the phone
action-webcode = Code for the web
    .words = code, web code
form-webcode = code for the web
resume-webcode = Go on with the code

verify-hello = Your phone number keeps your data from being mixed up and lets you use it from another app.
verify-phone = Tap the button below to share your number. To leave it for later, write "skip".
    .short = Phone
verify-business = This number was used to register before. What was the business called then?
    If that was not you, write "skip".
    .short = Business
    .hint = Just write its name, for example "Keripik Nunung".
verify-code = Write "code for the web" in our chat on Telegram or WhatsApp.
    Then type the six digits here.
    To leave it for later, write "skip".
    .short = Code
    .hint = Just the six digits of the code, for example "012345".
verify-already = Your phone is verified. There is nothing more to do.
verify-later = All right, later. You can do it at any time.
verify-done = Thank you, your phone is verified. ✅
verify-joined = Thank you. This chat is now joined to your data. ✅
verify-wrong = That code does not match or is not valid any more.
verify-barred = Too many codes did not match. Please try again in ten minutes.

miss-phone-share = We cannot be sure of a number that is typed. Use the button to share it, or write "skip".
miss-phone-not-own = That is not the card of your own number. Use the button to share it, or write "skip".

webcode-here = Code for the web chat: { $code }
    It is valid for { $minutes } minutes and only once. Do not give it to anybody else.
webcode-needs-phone = Verify your phone first, then we can give you a code for the web.
