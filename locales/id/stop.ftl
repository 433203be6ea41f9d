# Berhenti dan mulai lagi menerima pesan.

action-stop = Berhenti dikabari
form-stop = berhenti dikabari
resume-stop = Lanjut berhenti
action-start = Mulai lagi
form-start = mulai lagi
resume-start = Lanjut mulai lagi

stop-done =
    Baik, semua pesan dari { $office } sudah dihentikan.
    Kabar soal pengajuan Bapak/Ibu sendiri tetap kami kirim. Ketik "mulai" kalau ingin dikabari lagi.
stop-one =
    Baik, sudah dihentikan: { $purposes }.
    Ketik "mulai" kalau ingin dikabari lagi.
start-back = Sebelum berhenti, Bapak/Ibu menerima: { $purposes }. Mau diaktifkan lagi?
    .short = Aktifkan lagi
    .hint = Jawab "ya" atau "tidak".
start-kept = Baik, tetap berhenti. Bisa juga dipilih satu per satu.
start-done = Siap, sudah aktif lagi: { $purposes }.
start-stranger =
    Selamat datang! Kita belum kenalan.
    Silakan kenalan dulu, atau lihat-lihat program.
start-checkin = Tetap cek usaha
start-announcements = Tetap kabar program
start-assistant = Tetap pendamping
start-partners = Tetap mitra
