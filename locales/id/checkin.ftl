# Cek usaha: pertanyaan tiap bulan, pengingat, dan ucapan terima kasihnya.

action-checkin = Cek usaha
form-checkin = cek usaha
resume-checkin = Lanjut cek usaha

checkin-first =
    Salam kenal, { $title } { $name }! Tiap bulan { $office } bertanya kabar { $business }, sekitar satu menit.
    Supaya bantuan tepat, bukan untuk pajak. Boleh dilewati.
checkin-hello =
    Apa kabar { $business }, { $title } { $name }? 😊
    Cek usaha dari { $office }, sekitar satu menit, supaya bantuan tepat. Bukan untuk pajak.
checkin-restart =
    Apa kabar, { $title } { $name }? { $office } hanya ingin tahu kabar { $business }. Cukup satu pertanyaan.
checkin-told = Cek usaha bulan { $month } sudah kami catat. Terima kasih!
checkin-kept = Baik, catatannya tetap seperti semula.
checkin-visited =
    Kabar bulan { $month } sudah dicatat waktu pendamping berkunjung. Terima kasih!
    Tidak perlu diisi lagi.
checkin-closed =
    Cek usaha bulan { $month } sudah ditutup, jadi tidak bisa diubah lagi.
    Kabar terbaru bisa disampaikan di cek usaha berikutnya.

checkin-redo = Mau diperbaiki?
    .short = Perbaiki
    .hint = Jawab "ya" untuk mengisi lagi, atau "tidak".
checkin-again = Usahanya sudah mulai lagi?
    .short = Mulai lagi
    .hint = Jawab "sudah" atau "belum".
checkin-state = Bagaimana usahanya sekarang?
    .short = Keadaan usaha
    .hint = Pilih yang paling dekat, atau tulis saja, misalnya "jalan tapi sepi".
checkin-reason = Apa sebab utamanya berhenti?
    .short = Sebab berhenti
    .hint = Pilih yang paling dekat, atau ketik "lewati".
checkin-reopen = Ada rencana buka lagi?
    .short = Rencana buka lagi
    .hint = Pilih satu, atau ketik "lewati".
checkin-omzet = Berapa omzet (hasil penjualan kotor) bulan { $month }? Kira-kira saja.
    .short = Omzet
    .hint = Tulis angkanya, misalnya "2,5 juta" atau "150rb per hari". Boleh "lewati".
checkin-constraint = Apa yang paling berat sekarang?
    .short = Kendala
    .hint = Pilih yang paling dekat, atau ketik "lewati".
checkin-call-me = Mau dihubungi pendamping UMKM?
    .short = Dihubungi pendamping
    .hint = Jawab "ya" atau "tidak".
checkin-profit = Berapa untung bersih bulan { $month }, setelah semua biaya? Kira-kira saja.
    .short = Untung
    .hint = Tulis angkanya, misalnya "800rb". Kalau tidak ada, tulis "0". Boleh "lewati".
checkin-workers = Berapa orang yang bekerja di usaha ini, termasuk pemilik dan keluarga?
    .short = Yang bekerja
    .hint = Tulis angkanya, misalnya "2". Boleh "lewati".
checkin-outlets = Jualannya di mana saja? Boleh pilih beberapa.
    .short = Tempat jualan
    .hint = Pilih nomornya, misalnya "1, 3", lalu "selesai".

checkin-sorry = Terima kasih sudah mau cerita. Semoga segera ada jalan.
checkin-glad = Alhamdulillah, senang mendengarnya! 😊
checkin-call-by-office =
    Pendamping kecamatan belum Bapak/Ibu izinkan melihat data,
    jadi petugas { $office } yang akan menghubungi.

checkin-thanks = Hatur nuhun, terima kasih kabarnya!
checkin-recorded = Dicatat untuk bulan { $month }: { $state }.
checkin-line = • { $what }: { $value }
checkin-omzet-profit = • Omzet { $omzet }, untung { $profit }
checkin-workers-outlets = • { $workers } orang bekerja, jualan di: { $outlets }
checkin-trend-up = Omzet naik dari { $last } menjadi { $now }. Hebat, lanjutkan!
checkin-trend-down = Omzet turun dari { $last } menjadi { $now }. Semoga bulan ini membaik.
checkin-trend-steady = Omzet stabil di sekitar { $now }.
checkin-called = Kami sampaikan supaya Bapak/Ibu dihubungi.

checkin-remind = Punten, kabar { $business } bulan { $month } belum sempat diisi ya? Boleh sebagian saja.
checkin-remind-last = { $title } { $name }, kami masih menunggu kabar { $business } bulan { $month }. Kalau sibuk tidak apa-apa.

same-as-before = Sama seperti bulan lalu
    .words = sama, sama saja, sama aja, masih sama, sami, sami wae, sarua, sama kayak bulan lalu, sama seperti kemarin, sama kaya kemarin, tidak ada perubahan, tidak berubah, ga ada perubahan

operating-running = Jalan seperti biasa
operating-reduced = Berkurang
    .hint = Masih jualan, tapi lebih sedikit
operating-paused = Tutup sementara
    .hint = Berhenti dulu, nanti buka lagi
operating-closed = Tutup
    .hint = Sudah tidak usaha lagi
operating-changed = Ganti usaha
    .hint = Sekarang usahanya lain

stop-reason-job = Bekerja di tempat lain
    .words = kerja, kerja di pabrik, jadi karyawan, dapat kerja, kerja di orang
stop-reason-capital = Modal habis
    .words = modal, kehabisan modal, tidak ada modal, uang habis
stop-reason-buyers = Sepi pembeli
    .words = sepi, tidak laku, pembeli sedikit, kurang laku
stop-reason-materials = Bahan mahal
    .words = bahan, bahan naik, bahan baku, harga naik, bahan susah
stop-reason-family = Urusan keluarga
    .words = keluarga, anak, ngurus anak, sakit, melahirkan, hamil, orang tua, suami, istri
stop-reason-place = Masalah tempat
    .words = tempat, kontrakan, sewa, digusur, pindah, kios
stop-reason-debt = Cicilan/utang
    .words = cicilan, utang, hutang, angsuran, pinjol, bank emok
stop-reason-other = Lainnya
    .words = lain, lain-lain

reopen-soon = Dalam waktu dekat
    .words = segera, bulan depan, minggu depan, secepatnya, ada
reopen-later = Beberapa bulan lagi
    .words = nanti, tahun depan, habis lebaran, setelah lebaran
reopen-unsure = Belum tahu
    .words = tidak tahu, belum pasti, lihat nanti, teuing
reopen-no = Tidak buka lagi
    .words = tidak, tidak ada, sudah tidak

constraint-capital = Modal kurang
    .words = modal, uang, kurang modal, permodalan
constraint-buyers = Sepi pembeli
    .words = sepi, pembeli, pemasaran, jualan susah, kurang laku
constraint-materials = Bahan mahal
    .words = bahan, bahan baku, harga bahan, bahan naik
constraint-competition = Banyak saingan
    .words = saingan, pesaing, kompetitor, persaingan
constraint-equipment = Alat/tempat kurang
    .words = alat, tempat, mesin, peralatan, kios
constraint-licence = Izin (NIB, halal, dll.)
    .words = izin, ijin, nib, halal, pirt, perizinan, legalitas
constraint-debt = Cicilan/utang
    .words = cicilan, utang, hutang, angsuran, pinjol, bank emok
constraint-other = Lainnya
    .words = lain, lain-lain
constraint-none = Tidak ada kendala
    .words = tidak ada, aman, lancar, alhamdulillah lancar, nihil

outlet-home = Rumah/warung sendiri
outlet-market = Pasar
outlet-consigned = Titip di toko/warung
outlet-social = WA/media sosial
outlet-marketplace = Toko online
outlet-delivery = Pesan antar online
outlet-fairs = Bazar/pameran
outlet-other = Lainnya

month-1 = Januari
month-2 = Februari
month-3 = Maret
month-4 = April
month-5 = Mei
month-6 = Juni
month-7 = Juli
month-8 = Agustus
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Desember
