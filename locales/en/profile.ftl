# Profile: seeing and correcting one's own details.

action-profile = My profile
form-profile = profile
resume-profile = Go on with profile

profile-shows-person = { $title } { $name }
profile-shows-business = Business: { $business } ({ $sector })
profile-shows-place = Place: { $desa }, Kecamatan { $kecamatan }
profile-shows-numbers = NIB: { $nib }. Phone: { $phone }.
profile-nib-kept = on file
profile-nib-yes = there is one, number not on file
profile-nib-no = not yet
profile-no-phone = not verified

profile-what = Is there anything to correct?
    .short = To correct
    .hint = Choose one, or "Nothing" if all is right.
profile-called = What is the right name? You may add how to address you, for example "Teh Rina".
    .short = Name
    .hint = Just write the name, for example "Ibu Nunung".
profile-business = What is the business called now?
    .short = Business
    .hint = Write its name, for example "Keripik Nunung".
profile-sector = What kind of business is it?
    .short = Kind of business
    .hint = Choose the nearest.
profile-kecamatan = In which kecamatan is the business now?
    .short = Kecamatan
    .hint = Write its name, for example "Ciparay". You may also share your location.
profile-desa = And in which desa or kelurahan?
    .short = Desa/kelurahan
    .hint = Write its name, or choose it from the list.
profile-nib = What is the NIB? Thirteen digits.
    .short = NIB
profile-send = Is it right?
profile-changed = It is corrected. Thank you.
profile-unchanged = All right, nothing was changed.
profile-language = You can change the language here.
profile-phone = The phone changes by verifying the new one. If that is hard, the staff can help.

field-name = Name and title
    .words = name
field-business = Business name
    .words = business
field-sector = Kind of business
    .words = kind, sector
field-place = Place of business
    .words = address, place, moved
field-nib = NIB
    .words = nib
field-phone = Phone
    .words = phone, number
field-language = Language
    .words = language
field-nothing = Nothing
    .words = nothing, no, it is right
