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
