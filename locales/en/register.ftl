# Getting to know each other: the questions that register a person and a business.

action-register = Register first
    .words = register, sign up, introduce myself
form-register = registration
resume-register = Go on registering

register-hello = Let us get to know each other: seven short questions at most. 😊
register-already = { $title } { $name }, you are registered with { $business }.
    You can see and correct your details in your profile.

register-called = What is your name?
    If you like to be called Kang or Teh, write it too, for example "Teh Rina".
    .short = Name
    .hint = Just write your name, for example "Ibu Nunung" or "Asep Sunandar".
register-business = What is your business called?
    If it has no name yet, write what you sell, for example "Keripik Nunung".
    .short = Business
    .hint = Write the name or what you sell, for example "Warung Bu Ai".
register-sector = What kind of business is it?
    .short = Kind of business
    .hint = Choose the nearest. If there is none, choose "Other".
register-kecamatan = { $suggested ->
    [none] In which kecamatan is the business? Write its name, or share your location.
   *[other] In which kecamatan is the business?
    Choose { $suggested }, or write the name of another. You may also share your location.
 }
    .short = Kecamatan
    .hint = Write its name, for example "Ciparay". You may also share your location.
register-desa = And in which desa or kelurahan?
    .short = Desa/kelurahan
    .hint = Write its name, or choose it from the list.
register-nib = Do you have a NIB (business identification number)?
    .short = NIB
    .hint = Answer "yes" or "no". It is fine not to have one yet.
register-since = Since when has the business been running?
    .short = Running since
    .hint = Write the year, for example "2019". "3 years" or "new" will do too.
register-send = Is everything right?

register-welcome = Welcome, { $title } { $name }! Nice to know { $business }.
register-welcome-back = Welcome back, { $title } { $name }!
    We know { $business } already; it is now joined to this chat.
register-nib-later = The NIB can be arranged along the way. Ask us any time.

title-none = Mr/Ms
title-bapak = Bapak
    .words = bapak, bpk, pak, bp, mr
title-ibu = Ibu
    .words = ibu, bu, ibuk, mrs, ms
title-kang = Kang
    .words = kang, akang, aa, a
title-teh = Teh
    .words = teh, teteh, ceu, eceu, teteu

called = Name
    .lead = hello i am, hello, nama saya adalah, nama saya, nama abdi, nama, saya, abdi, my name is, i am, i'm, call me, this is
    .tail = please, from, owner, who, and i, my business, dari, usaha

since-words = Since
    .new = new, just started, this year, this month, baru
    .last = last year, tahun lalu, tahun kemarin
    .from = since, from, in, sejak, dari, tahun
    .years = year, years, yr, yrs, tahun, taun, thn
    .one-years = a year, setahun
    .half = half a year, setengah tahun
    .covid = covid, corona, pandemic
    .months = month, months, bulan, bln
    .one-months = a month, sebulan
    .n1 = one, satu
    .n2 = two, dua
    .n3 = three, tiga
    .n4 = four, empat
    .n5 = five, lima
    .n6 = six, enam
    .n7 = seven, tujuh
    .n8 = eight, delapan
    .n9 = nine, sembilan
    .n10 = ten, sepuluh

sector-food = Food and drink
    .hint = Meals, drinks, cakes, catering
    .words = food, drinks, cakes, catering, snacks, makanan, minuman, kue, keripik, kuliner
sector-fashion = Fashion, garments
    .hint = Clothes, sewing, hijab, shoes, bags
    .words = fashion, clothes, sewing, tailor, shoes, bags, pakaian, jahit, konveksi
sector-craft = Crafts
    .hint = Handicrafts, weaving, souvenirs, furniture
    .words = craft, handicraft, souvenirs, furniture, kerajinan, kriya
sector-services = Services
    .hint = Workshop, salon, laundry, repairs, photos
    .words = services, salon, laundry, repair, workshop, jasa, bengkel
sector-trade = Shop, trade
    .hint = Small shop, buying and selling, agent, online sales
    .words = shop, trade, store, retail, warung, toko, dagang
sector-farm = Farming, processing
    .hint = Crops, livestock, fish, coffee, processed produce
    .words = farm, farming, livestock, fish, produce, pertanian, ternak
sector-tourism = Tourism
    .hint = Lodging, guides, places to visit
    .words = tourism, homestay, lodging, guide, wisata
sector-other = Other
    .words = other, something else, lainnya
