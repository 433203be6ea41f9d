# Konsol petugas.

# ---- pintu masuk
console-login = Masuk
console-login-hello = Selamat datang, { $name }
console-login-once = Tekan tombol di bawah untuk masuk ke konsol. Tautan ini hanya bisa dipakai satu kali, jangan diteruskan kepada orang lain.
console-spent = Tautan ini sudah tidak berlaku
console-spent-next = Tautan masuk hanya bisa dipakai satu kali dan ada batas waktunya. Silakan minta tautan baru kepada admin.
console-locked = Silakan masuk dulu
console-locked-next = Konsol dibuka dengan tautan masuk pribadi. Mintalah tautan kepada admin dinas, lalu buka di peramban ini.
console-fault-missing = Halaman tidak ditemukan
console-fault-missing-next = Mungkin datanya sudah dihapus, atau bukan bagian wilayah dan tugas Bapak/Ibu.
console-fault-refused = Bagian ini bukan untuk peran Bapak/Ibu
console-fault-refused-next = Kalau seharusnya boleh, muat ulang halaman sebelumnya lalu coba lagi, atau hubungi admin.
console-fault-large = Kirimannya terlalu besar
console-fault-large-next = Perkecil dulu teks atau gambarnya, lalu coba lagi.
console-fault-home = Ke beranda
console-leave = Keluar
console-demo = Ini contoh: semua orang dan angka di sini karangan.

# ---- menu
console-menu = Menu
console-menu-home = Beranda
console-menu-people = Orang
console-menu-reviews = Tinjauan
console-menu-programmes = Program
console-menu-audit = Catatan audit
console-menu-staff = Petugas
console-menu-settings = Pengaturan
console-menu-more = Lainnya
console-role-admin = Admin
console-role-head = Kepala bidang
console-role-staff = Petugas
console-role-assistant = Pendamping

# ---- beranda
console-home = Beranda
console-home-hello = Halo, { $name }
console-home-training = pendaftaran pelatihan menunggu
console-home-training-late = pendaftaran pelatihan lewat batas waktu
console-home-fund = pengajuan dana menunggu
console-home-fund-late = pengajuan dana lewat batas waktu
console-home-messages = pesan menunggu dibalas
console-home-at-risk = usaha perlu ditengok
console-home-held = kiriman tertahan
console-home-quarantined = pesan masuk tidak terbaca
console-home-first = Dijawab lebih dulu
console-home-nothing = Tidak ada pengajuan yang menunggu. Semua sudah dijawab. 👍
console-nameless = (belum ada nama)
console-due = dijawab sebelum { $day }

# ---- keadaan pengajuan
console-state-filed = Diajukan
console-state-checking = Diperiksa
console-state-incomplete = Perlu dilengkapi
console-state-accepted = Diterima
console-state-waiting = Daftar tunggu
console-state-complete = Lengkap
console-state-forwarded = Diteruskan ke bank
console-state-refused = Belum disetujui
console-state-cancelled = Dibatalkan
