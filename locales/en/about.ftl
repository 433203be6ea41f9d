# About the office: address, hours, official number.

action-about = Address and hours
    .words = address, opening hours, office hours
form-about = about the office
resume-about = Go on: the office

about-topic = What would you like to know about the office of { $office }?
    .short = About the office
    .hint = Choose one, such as "opening hours".
about-more = More about the office
about-tell-address = Address: { $words }{ $mark }
about-tell-hours = Opening hours: { $words }{ $mark }
about-tell-phone = Official number: { $words }{ $mark }
about-unknown = { $office } has not told that yet. Ask the staff, and we pass it on.

topic-address = Address
    .words = where, location
topic-hours = Opening hours
    .words = hours, when, open
topic-phone = Official number
    .words = number, phone, contact
