# Kalimat umum yang dipakai di semua percakapan.

# Kemajuan dan ringkasan
progress = { $step } dari { $of } · { $question }
row = { $name }: { $value }
before = (Jawaban sekarang: { $value })
confirm = Sudah betul semua?
confirm-send = Kirim
confirm-change = Ubah
confirm-cancel = Batal
which = Jawaban mana yang mau diubah?

# Pilihan umum
skip = Lewati
skipped = dilewati
done = Selesai
human = Tanya petugas
yes-no-yes = Ya
yes-no-no = Tidak
already-yes = Sudah
already-no = Belum
    .words = belum
none-of-them = tidak ada
several-and = dan, sama, jeung, plus

# Tanya balik
echo = { $value }, betul?
echo-yes = Ya, betul
echo-no = Bukan
also-heard = Tadi disebut juga { $question }.
also-noted = Saya catat juga { $question }: { $value }.
amount-per-day = Kalau per hari kira-kira berapa?
amount-per-week = Kalau seminggu kira-kira berapa?
amount-per-month = Kalau sebulan kira-kira berapa?
amount-per-year = Kalau setahun kira-kira berapa?
amount-keep = Pakai angka tadi
period-day = per hari
period-week = per minggu
period-month = per bulan
period-year = per tahun
photos-more = { $value } sudah kami terima. Boleh kirim lagi, atau tekan Selesai.
photos = { $n } foto
location-given = lokasi sudah dikirim

# Yang terjadi di tengah jalan
cancelled = Baik, tidak jadi dikirim. Kapan saja boleh mulai lagi, ya.
changed = { $question } diubah menjadi { $value }.
answer-gone = Jawaban { $question } tidak berlaku lagi, kami tanya sekali lagi ya.
has-changed = Ada yang berubah sejak pesan tadi.
button-old = Itu tombol lama. Yang ini saja ya:
option-gone = Pilihan itu sudah tidak ada. Pilih yang ini ya:
at-the-start = Ini pertanyaan pertama.
cannot-skip = Yang ini perlu dijawab dulu ya.

# Belum dimengerti
miss-again = Maaf, saya masih belum paham. Pilih yang paling dekat, atau tanya petugas.
miss-amount = Tulis angkanya saja, misalnya "2500000" atau "2,5 juta".
miss-choice-several = Bisa berarti dua pilihan. Yang mana ya?
miss-date-none = Tanggal itu tidak ada di kalender. Coba tulis lagi ya.
miss-desa-several = Ada lebih dari satu desa yang mirip. Pilih dari daftar ya.
miss-kecamatan-several = Ada lebih dari satu kecamatan yang mirip. Yang mana ya?
miss-nib-length = NIB ada { $digits } angka. Coba periksa lagi ya.
miss-nik = Tulis NIK-nya saja, { $digits } angka seperti di KTP.
miss-phone-length = Jumlah angka nomornya belum pas. Coba periksa lagi ya.
miss-phone-several = Ada lebih dari satu nomor. Tulis satu saja ya.
miss-amount-limits = Angkanya di luar batas: { $lowest } sampai { $highest }.
miss-amount-unit = Itu ribu atau juta? Misalnya "500 ribu" atau "2,5 juta".
miss-amount-digits = Titiknya membingungkan. Tulis misalnya "2500000" atau "2,5 juta".
miss-amount-number = Itu sepertinya nomor, bukan jumlah uang. Tulis misalnya "2,5 juta".
miss-amount-several = Ada lebih dari satu angka. Tulis satu saja ya.
miss-amount-range = Rentangnya belum jelas. Tulis misalnya "3-4 juta".
miss-amount-period = Itu untuk berapa lama? Tulis misalnya "150 ribu per hari".
miss-amount-bound = Kira-kira saja tidak apa-apa, tetapi tulis angkanya, misalnya "2 juta".
miss-amount-loss = Kalau rugi atau belum ada, tulis "0". Kalau ada, tulis jumlahnya.
miss-amount-sum = Tulis jumlah akhirnya saja, misalnya "2,5 juta".
miss-amount-each = Itu harga satuan? Yang ditanya jumlah semuanya.
miss-amount-wish = Yang ditanya keadaan sekarang. Tulis angkanya, misalnya "2 juta".
miss-amount-not = Jadi berapa? Tulis angkanya saja, misalnya "2 juta".
miss-amount-question = Boleh dijawab kira-kira, misalnya "2 juta". Kalau mau bertanya, ketik "petugas".
miss-amount-debt = Yang ditanya bukan utang. Tulis angkanya saja, misalnya "2 juta".
miss-choice = Pilih salah satu tombol, atau ketik nomornya.
miss-confirm = Ketik "kirim" kalau sudah betul, "ubah" untuk memperbaiki, atau "batal".
miss-count = Tulis angkanya saja, misalnya "2".
miss-count-several = Ada lebih dari satu angka. Tulis satu saja ya.
miss-count-unit = Yang ditanya jumlah, bukan uang. Tulis misalnya "2".
miss-count-vague = Kira-kira berapa? Tulis satu angka saja, misalnya "2".
miss-count-range = Tulis angka { $lowest } sampai { $highest } ya.
miss-date = Tulis tanggalnya, misalnya "15 Desember 2026".
miss-date-several = Ada lebih dari satu tanggal. Tulis satu saja ya.
miss-date-vague = Tepatnya tanggal berapa? Misalnya "15 Desember 2026".
miss-date-range = Tanggalnya antara { $first } dan { $last } ya.
miss-desa = Pilih desanya dari daftar, atau ketik namanya.
miss-far-away = Lokasinya sepertinya di luar wilayah kami. Ketik saja nama kecamatannya.
miss-hedge = Jadi bagaimana? Pilih salah satu ya.
miss-kecamatan = Tulis nama kecamatannya, misalnya "Ciparay".
miss-location = Kirim lokasi lewat tombol lampiran (📎), lalu pilih Lokasi.
miss-name = Tulis namanya saja ya, misalnya "Ibu Nunung".
miss-nib = NIB ada 13 angka, misalnya "0220001234567".
miss-nik-length = NIK ada { $digits } angka, seperti di KTP.
miss-nik-region = Kode wilayah NIK itu belum cocok. Coba periksa lagi di KTP.
miss-nik-date = Tanggal lahir di NIK itu belum cocok. Coba periksa lagi di KTP.
miss-nik-serial = Empat angka terakhir NIK belum cocok. Coba periksa lagi di KTP.
miss-none-ticked = Pilih dulu sedikitnya satu, lalu tekan Selesai.
miss-operating-hedge = Jadi sekarang bagaimana? Pilih yang paling cocok ya.
miss-operating-which = Usahanya sekarang bagaimana? Pilih salah satu ya.
miss-operating = Pilih yang paling cocok dengan keadaan usahanya sekarang.
miss-phone = Tulis nomor HP, misalnya "0812 3456 7890".
miss-photo = Kirim fotonya di sini ya, lewat tombol lampiran (📎) atau kamera.
miss-pick = Pilih salah satu tombol, atau ketik namanya.
miss-question = Boleh dijawab dulu yang ini? Kalau mau bertanya, ketik "petugas".
miss-several = Boleh pilih lebih dari satu, misalnya "1 dan 3", lalu tekan Selesai.
miss-since = Tulis tahunnya, misalnya "2019".
miss-text = Tulis jawabannya dengan kata-kata ya.
miss-text-long = Terlalu panjang, paling banyak { $longest } huruf.
miss-which = Saya belum tahu jawaban yang mana. Pilih dari daftar ini ya.
miss-which-stop = Usahanya sekarang bagaimana? Pilih salah satu ya.
miss-yesno = Jawab "ya" atau "tidak".
