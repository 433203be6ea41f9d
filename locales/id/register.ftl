# Kenalan: pertanyaan pendaftaran orang dan usahanya.

action-register = Kenalan dulu
    .words = kenalan, kenalan dulu ya, daftar, mau daftar, saya mau daftar, daftar dulu, daftar akun, mau kenalan
form-register = pendaftaran
resume-register = Lanjut kenalan

register-hello = Kita kenalan dulu ya, paling banyak tujuh pertanyaan singkat. 😊
register-already = { $title } { $name } sudah terdaftar dengan usaha { $business }.
    Data bisa dilihat dan diperbaiki lewat profil.

register-called = Siapa nama Bapak/Ibu?
    Kalau lebih suka disapa Kang atau Teh, tulis sekalian, misalnya "Teh Rina".
    .short = Nama
    .hint = Cukup tulis nama, misalnya "Ibu Nunung" atau "Asep Sunandar".
register-business = Apa nama usahanya?
    Kalau belum ada nama, tulis jualannya saja, misalnya "Keripik Nunung".
    .short = Nama usaha
    .hint = Tulis nama usaha atau jualannya, misalnya "Warung Bu Ai".
register-sector = Usahanya di bidang apa?
    .short = Jenis usaha
    .hint = Pilih yang paling dekat. Kalau tidak ada, pilih "Lainnya".
register-kecamatan = { $suggested ->
    [none] Tempat usahanya di kecamatan mana? Tulis namanya, atau bagikan lokasi.
   *[other] Tempat usahanya di kecamatan mana?
    Pilih { $suggested }, atau tulis nama kecamatan lain. Boleh juga bagikan lokasi.
 }
    .short = Kecamatan
    .hint = Tulis nama kecamatannya, misalnya "Ciparay". Boleh juga kirim lokasi.
register-desa = Desa atau kelurahannya?
    .short = Desa/kelurahan
    .hint = Tulis nama desanya, atau pilih dari daftar.
register-nib = Sudah punya NIB (Nomor Induk Berusaha)?
    .short = NIB
    .hint = Jawab "sudah" atau "belum". Belum punya juga tidak apa-apa.
register-since = Sejak kapan usahanya jalan?
    .short = Jalan sejak
    .hint = Tulis tahunnya, misalnya "2019". Boleh juga "3 tahun" atau "baru".
register-send = Sudah betul semua?

register-welcome = Selamat bergabung, { $title } { $name }! Senang bisa kenal { $business }.
register-welcome-back = Selamat datang kembali, { $title } { $name }!
    { $business } sudah kami kenal, sekarang tersambung dengan percakapan ini.
register-nib-later = NIB bisa diurus sambil jalan. Tanya kami kapan saja.

title-none = Bapak/Ibu
title-bapak = Bapak
    .words = bapak, bpk, pak, bp, mr
title-ibu = Ibu
    .words = ibu, bu, ibuk, mrs, ms
title-kang = Kang
    .words = kang, akang, aa, a
title-teh = Teh
    .words = teh, teteh, ceu, eceu, teteu

called = Nama
    .lead = nama saya adalah, nama sy, nm saya, nm sy, halo saya, hai saya, sy, dengan, ini dengan, ini, halo, hai, punten, assalamualaikum, nama saya, nama abdi, nami abdi, nama aku, namaku, nama, perkenalkan nama saya, perkenalkan saya, perkenalkan, kenalkan saya, saya adalah, saya, abdi, panggil saja, panggil aja, panggil, sebut saja, my name is, i am, i'm
    .tail = ya, bu, pak, min, kak, dari, ti, asal, alamat, usaha, usahanya, jualan, jual, pemilik, owner, yang punya, umur

since-words = Sejak
    .new = baru, baru mulai, baru aja, baru saja, bulan ini, minggu ini, tahun ini, anyar, nembe, karek, new, this year
    .last = tahun lalu, th lalu, taun lalu, thn lalu, tahun kemarin, taun kemarin, thn kemarin, tahun kemaren, taun kamari, last year
    .from = sejak, dari, dari tahun, semenjak, mulai, ti taun, ti, tahun, taun, thn, th, since, from
    .years = tahun, tahunan, taun, taunan, thn, th, year, years
    .one-years = setahun, sataun, setaun, a year
    .half = setengah tahun, setengah taun, satengah taun, half a year
    .covid = covid, corona, korona, pandemi
    .months = bulan, bulanan, bln, sasih, month, months
    .one-months = sebulan, sabulan, a month
    .n1 = satu, hiji, one
    .n2 = dua, dua, two
    .n3 = tiga, tilu, three
    .n4 = empat, opat, four
    .n5 = lima, five
    .n6 = enam, genep, six
    .n7 = tujuh, seven
    .n8 = delapan, dalapan, eight
    .n9 = sembilan, salapan, nine
    .n10 = sepuluh, sapuluh, ten

sector-food = Kuliner
    .hint = Makanan, minuman, kue, katering
sector-fashion = Fesyen/konveksi
    .hint = Pakaian, jahit, hijab, sepatu, tas
sector-craft = Kriya/kerajinan
    .hint = Kerajinan tangan, anyaman, suvenir, mebel
sector-services = Jasa
    .hint = Bengkel, salon, cuci, servis, foto
sector-trade = Warung/perdagangan
    .hint = Warung, toko, jual beli, agen, jualan daring
sector-farm = Tani & olahan
    .hint = Tanaman, ternak, ikan, kopi, hasil olahan
sector-tourism = Wisata
    .hint = Penginapan, pemandu, tempat wisata
sector-other = Lainnya
