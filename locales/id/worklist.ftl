# Daftar tugas pendamping: siapa yang perlu disapa, dan hasilnya.

action-worklist = Tugas
    .words = tugas saya, daftar tugas, tugas hari ini
form-worklist = daftar tugas
resume-worklist = Lanjut daftar tugas
action-greet = Sapa
form-greet = sapaan
resume-greet = Lanjut sapa
action-answer = Isikan cek usaha
form-answer = cek usaha orang lain
resume-answer = Lanjut isikan
action-outcome = Catat hasil
form-outcome = hasil kunjungan
resume-outcome = Lanjut catat hasil
action-postpone = Tunda
form-postpone = tunda tugas
resume-postpone = Lanjut tunda

worklist-hello = Tugas di { $kecamatan }: { $count } orang.
worklist-line = • { $name }, { $business }: { $reasons }
worklist-task = Siapa yang mau dibuka?
    .short = Tugas
    .hint = Pilih satu dari daftar.
worklist-empty = Belum ada tugas baru di { $kecamatan }. Terima kasih!
worklist-gone = Tugas itu sudah tidak ada di daftar Bapak/Ibu.
worklist-card = { $title } { $name }, { $business } ({ $place })
worklist-why = Kenapa: { $reasons }
worklist-said = Terakhir, { $month }: { $said }
worklist-phone = Telepon: { $phone }
worklist-call = Hubungi
worklist-no-phone = Nomor teleponnya belum ada.
worklist-others = Tugas lain
worklist-digest =
    Selamat hari Senin! Ada { $count } orang yang menunggu kabar pekan ini.
    Ketik "tugas" untuk melihatnya.

greet-sent = Sapaan untuk { $name } dikirim atas nama Bapak/Ibu.
greet-already = { $name } sudah disapa pekan ini.
greet-hello =
    Halo { $title } { $name }, saya { $assistant }, pendamping UMKM dari kecamatan.
    Apa kabar { $business }? Kalau ada yang bisa dibantu, kabari ya.

answer-hello = Isi menurut cerita { $name }.

outcome-hello = Hasil untuk { $name }, { $business }.
outcome-found = Bagaimana keadaannya?
    .short = Keadaan
    .hint = Pilih yang paling dekat.
outcome-note = Ada catatan?
    .short = Catatan
    .hint = Tulis singkat, atau "lewati".
outcome-photo = Ada foto tempat usahanya?
    .short = Foto
    .hint = Kirim satu foto, atau "lewati".
outcome-send = Sudah betul?
outcome-done = Tercatat, terima kasih sudah menengok { $name }.
outcome-passed-on = Tercatat. Kepala bidang kami kabari supaya { $name } dibantu.

found-running = Jalan
    .words = masih jalan, buka, jualan
found-paused = Tutup sementara
    .words = libur, istirahat
found-closed = Tutup
    .words = sudah tutup, berhenti
found-moved = Pindah
    .words = pindah tempat, pindah alamat
found-not-found = Tidak ditemukan
    .words = tidak ada orangnya, tidak ketemu, kosong
found-needs-help = Butuh bantuan
    .words = perlu bantuan, minta bantuan

postpone-delay = Ditunda berapa lama?
    .short = Tunda
    .hint = Pilih satu.
postpone-done = Baik, { $name } muncul lagi { $day }.
delay-3 = 3 hari
delay-7 = 1 pekan
    .words = seminggu, 1 minggu, 7 hari
delay-14 = 2 pekan
    .words = dua minggu, 2 minggu, 14 hari

reason-closed = usaha tutup
reason-debt = cicilan atau utang memberatkan
reason-omzet = omzet turun jauh
reason-paused = tutup sementara
reason-missed = dua kali tidak menjawab
reason-call-me = minta dihubungi
reason-silent = belum menjawab
