# Halaman obrolan, dan tuas demo.

chat-title = Obrolan { $office }
chat-online = siap membantu
chat-offline = menyambung lagi…
chat-look = Tampilan
chat-photo = Kirim foto
chat-placeholder = Tulis pesan
chat-send = Kirim
chat-again = Belum terkirim. Coba lagi
demo-title = Demo
demo-notice = Semua orang di sini rekaan. Silakan coba apa saja.
demo-now = Sekarang { $now } WIB
demo-jump = +{ $days } hari
demo-be = Jadi siapa?
demo-new = Orang baru
demo-assistant = Pendamping { $kecamatan }
demo-console = Buka konsol petugas
demo-question-1 = Bu, kalau belum punya NIB apa bisa ikut pelatihan kemasan?
demo-question-2 = Punten, kantornya buka jam berapa hari Jumat?
demo-question-3 = Usaha saya mau pindah ke Ciparay, datanya bagaimana ya?
