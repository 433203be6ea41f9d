# Mendaftar pelatihan.

action-training = Daftar pelatihan
form-training = pendaftaran pelatihan
resume-training = Lanjut daftar pelatihan

training-programme = Mau ikut pelatihan yang mana?
    .short = Pelatihan
    .hint = Pilih salah satu dari daftar, atau tulis namanya.
training-nib = Bagaimana dengan NIB-nya?
    .short = NIB
    .hint = Pilih salah satu. Pendaftaran tetap bisa dilanjutkan.
training-extra = Pertanyaan tambahan
    .short = Pertanyaan tambahan
training-send = Pendaftaran { $programme } atas nama { $name }.
    Dikirim berarti mendaftar dulu; kursi didapat setelah disetujui.
training-gone = Pelatihan itu sudah tidak dibuka. Ini yang masih bisa didaftar.
training-none-open = Belum ada pelatihan yang dibuka saat ini. Silakan lihat lagi lain hari.
training-applied-already = Bapak/Ibu sudah mendaftar { $programme }, nomor { $reference }.
    Sekarang: { $state }.
training-filed = Pendaftaran { $programme } sudah kami terima. Nomor: { $reference }.
    Petugas memeriksa dulu. Kabarnya paling lambat { $by }{ $mark }.
training-filed-help = Soal NIB sudah kami catat, petugas akan membantu.
training-filed-alone = Untuk NIB: buka oss.go.id, siapkan NIK dan alamat usaha. Gratis (per November 2026).

nib-plan-have = Sudah punya sekarang
    .words = sudah, udah, punya, ada
nib-plan-help = Mohon dibantu
    .words = bantu, dibantu, tolong, bantuin, mau dibantu
nib-plan-alone = Saya urus sendiri
    .words = sendiri, urus sendiri, nanti, nanti saja, urus nanti, lanjut, lanjut saja, lanjut dulu, lanjut daftar, daftar saja dulu, daftar

mark-unconfirmed = { " " }(belum dikonfirmasi dinas)
mark-confirmed = { "" }

state-filed = diajukan
state-checking = diperiksa
state-incomplete = perlu dilengkapi
state-accepted = diterima
state-waiting = daftar tunggu
state-complete = berkas lengkap
state-forwarded = diteruskan ke bank
state-refused = belum memenuhi syarat
state-cancelled = dibatalkan
