# Pemeriksaan pemasangan: apa yang baik, apa yang kurang, dan apa yang perlu dilakukan.

doctor-database = Basis data { $kind } menjawab.
doctor-demo = Basis data ini berisi orang rekaan (demo). Jangan dipakai untuk layanan nyata.
doctor-hold = Kotak keluar ditahan setelah pemulihan: tidak ada yang dikirim. Lepaskan di konsol, menu Kiriman.
doctor-no-admin = Belum ada administrator. Jalankan: kabar staff add --name NAMA --phone NOMOR --role admin
doctor-quarantine = { $count } pesan masuk belum bisa diolah. Lihat konsol, menu Kiriman.
doctor-held-quiet = { $count } pesan { $kind } menunggu jam tenang berakhir.
doctor-held-template = { $count } pesan { $kind } ditahan karena belum ada templat WhatsApp. Ajukan templatnya, lalu isi KABAR_TWILIO_TEMPLATES.
doctor-held-rate = { $count } pesan { $kind } menunggu giliran.
doctor-held-retry = { $count } pesan { $kind } gagal dan akan dicoba lagi.
doctor-failed = { $count } pesan gagal dikirim. Lihat konsol, menu Kiriman.
doctor-keys = Kunci dibuat sendiri dan ada di { $file }. Simpan salinannya di tempat lain: tanpa kunci, data tidak terbaca.
doctor-keys-older = { $count } data masih disegel dengan kunci lama. Jalankan ulang kabar serve, lalu periksa lagi.
doctor-keys-over = Kunci lama tidak dipakai lagi. Sisakan hanya kunci pertama di KABAR_SECRET_KEYS, dan simpan kunci lama bersama cadangan lama.
doctor-public = KABAR_PUBLIC_URL masih { $url }. Telegram dan Twilio perlu alamat https yang bisa dijangkau.
doctor-papers = Berkas pinjaman dikirim peminjam lewat tautan yang diawali { $url }
doctor-papers-none = Tautan unggah berkas belum bisa dikirim ke HP: isi KABAR_PUBLIC_URL. Sampai itu berkas dibawa ke kantor.
doctor-quiet-off = Jam tenang dimatikan: pesan bisa terkirim malam hari.
doctor-telegram-none = Telegram belum dipasang. Isi KABAR_TELEGRAM_TOKEN dari @BotFather.
doctor-telegram-bad = Telegram tidak mengenali token, atau tidak bisa dihubungi. Periksa KABAR_TELEGRAM_TOKEN dan sambungan.
doctor-telegram = Telegram mengenal bot ini: @{ $name }.
doctor-telegram-hook = Webhook Telegram belum sesuai dengan cara "{ $mode }". Program memasangnya sendiri saat dijalankan.
doctor-whatsapp-none = WhatsApp belum dipasang. Isi KABAR_TWILIO_ACCOUNT_SID, KABAR_TWILIO_AUTH_TOKEN, dan KABAR_TWILIO_FROM.
doctor-whatsapp-bad = Pengaturan Twilio belum lengkap: token, atau KABAR_TWILIO_FROM yang berbentuk whatsapp:+62...
doctor-whatsapp = WhatsApp lewat Twilio. Pasang webhook masuk di Twilio ke { $hook }
doctor-template = Templat WhatsApp untuk "{ $kind }" belum ada: pesan seperti itu menunggu sampai orangnya menulis.
doctor-unconfirmed = { $count } hal di berkas kantor belum dikonfirmasi dinas. Lihat konsol, menu Pengaturan.
