# Memastikan nomor HP, dan kode untuk web chat.

action-verify = Pastikan nomor HP
form-verify = memastikan nomor HP
resume-verify = Lanjut nomor HP
action-webcode = Kode untuk web
    .words = kode, kode web, minta kode, kode dong
form-webcode = kode untuk web
resume-webcode = Lanjut kode web

verify-hello = Dengan nomor HP, data Bapak/Ibu tidak tertukar dan bisa dibuka dari aplikasi lain.
verify-phone = Ketuk tombol bagikan nomor di bawah. Kalau nanti saja, ketik "lewati".
    .short = Nomor HP
verify-business = Nomor ini pernah dipakai mendaftar. Apa nama usaha yang didaftarkan waktu itu?
    Kalau bukan Bapak/Ibu, ketik "lewati".
    .short = Nama usaha
    .hint = Tulis nama usahanya saja, misalnya "Keripik Nunung".
verify-code = Ketik "kode untuk web" di percakapan kita di Telegram atau WhatsApp.
    Lalu tulis enam angkanya di sini.
    Kalau nanti saja, ketik "lewati".
    .short = Kode
    .hint = Tulis enam angka kodenya saja, misalnya "012345".
verify-already = Nomor HP Bapak/Ibu sudah pasti. Tidak perlu diulang.
verify-later = Baik, nanti saja. Bisa dilakukan kapan pun.
verify-done = Terima kasih, nomor HP Bapak/Ibu sudah pasti. ✅
verify-joined = Terima kasih. Percakapan ini sekarang tersambung dengan data Bapak/Ibu. ✅
verify-wrong = Kode itu tidak cocok atau sudah tidak berlaku.
verify-barred = Terlalu banyak kode yang tidak cocok. Coba lagi sepuluh menit lagi, ya.

miss-phone-share = Nomor yang diketik belum bisa kami pastikan. Pakai tombol bagikan nomor, atau ketik "lewati".
miss-phone-not-own = Itu bukan kartu nomor Bapak/Ibu sendiri. Pakai tombol bagikan nomor, atau ketik "lewati".

webcode-here = Kode untuk web chat: { $code }
    Berlaku { $minutes } menit dan hanya sekali. Jangan berikan ke orang lain.
webcode-needs-phone = Pastikan dulu nomor HP-nya, baru kami berikan kode untuk web.
