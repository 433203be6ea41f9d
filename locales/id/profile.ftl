# Profil: melihat dan memperbaiki data sendiri.

action-profile = Profil saya
form-profile = profil
resume-profile = Lanjut profil

profile-shows-person = { $title } { $name }
profile-shows-business = Usaha: { $business } ({ $sector })
profile-shows-place = Tempat: { $desa }, Kecamatan { $kecamatan }
profile-shows-numbers = NIB: { $nib }. Nomor HP: { $phone }.
profile-nib-kept = sudah tercatat
profile-nib-yes = punya, nomornya belum dicatat
profile-nib-no = belum punya
profile-no-phone = belum dipastikan

profile-what = Ada yang mau diperbaiki?
    .short = Yang diperbaiki
    .hint = Pilih salah satu, atau "Tidak ada" kalau sudah betul.
profile-called = Siapa nama yang betul? Boleh dengan panggilannya, misalnya "Teh Rina".
    .short = Nama
    .hint = Cukup tulis nama, misalnya "Ibu Nunung".
profile-business = Apa nama usahanya sekarang?
    .short = Nama usaha
    .hint = Tulis nama usahanya, misalnya "Keripik Nunung".
profile-sector = Usahanya di bidang apa?
    .short = Jenis usaha
    .hint = Pilih yang paling dekat.
profile-kecamatan = Tempat usahanya sekarang di kecamatan mana?
    .short = Kecamatan
    .hint = Tulis nama kecamatannya, misalnya "Ciparay". Boleh juga kirim lokasi.
profile-desa = Desa atau kelurahannya?
    .short = Desa/kelurahan
    .hint = Tulis nama desanya, atau pilih dari daftar.
profile-nib = Berapa nomor NIB-nya? Tiga belas angka.
    .short = NIB
profile-send = Sudah betul?
profile-changed = Sudah kami perbaiki. Terima kasih.
profile-unchanged = Baik, tidak ada yang diubah.
profile-language = Bahasa bisa diganti di sini.
profile-phone = Nomor HP diganti dengan memastikan nomor yang baru. Kalau sulit, petugas bisa membantu.

field-name = Nama/panggilan
    .words = nama, panggilan
field-business = Nama usaha
    .words = usaha
field-sector = Jenis usaha
    .words = bidang, jenis
field-place = Tempat usaha
    .words = alamat, kecamatan, desa, pindah, tempat, lokasi
field-nib = Nomor NIB
    .words = nib
field-phone = Nomor HP
    .words = hp, nomor, telepon, wa
field-language = Bahasa
    .words = bahasa
field-nothing = Tidak ada
    .words = tidak, sudah betul, betul, nggak ada, udah bener, cukup
