# Kabar keputusan dari dinas, dan melengkapi satu isian.

decision-accepted = Kabar baik: pendaftaran { $what } diterima. 🎉 Kursinya sudah tercatat.
    Nomor: { $reference }.
decision-when = Mulai { $starts } di { $place }. Kami ingatkan sebelum harinya.
decision-waiting = { $what } ({ $reference }): syaratnya cukup, tetapi kursi sedang penuh.
    Bapak/Ibu ada di daftar tunggu nomor { $position }. Kami kabari kalau ada kursi.
decision-refused = { $what } ({ $reference }): belum memenuhi syarat.
    Alasannya: { $reason }
decision-refused-next = Masih ada jalan lain: lihat program lain atau tanya petugas.
decision-again = { $what } ({ $reference }): tinggal satu isian yang perlu dilengkapi.
    { $reason }
decision-complete = { $what } ({ $reference }): berkas sudah lengkap.
    Berikutnya diperiksa sekali lagi, lalu diteruskan ke bank.
decision-forwarded = { $what } ({ $reference }): berkas sudah diteruskan ke { $bank }.
    Keputusan ada di bank; bank yang akan menghubungi Bapak/Ibu.

decision-not-state = Pengajuan ini sudah berubah sementara itu; muat ulang halamannya.
decision-not-reason = Tulis dulu alasan yang akan dibaca warga.
decision-not-field = Isian itu tidak ada pada pengajuan ini.
decision-not-papers = Masih ada berkas yang belum diunggah atau dilihat petugas.
decision-not-eyes = Harus diteruskan oleh petugas lain: empat mata sebelum ke bank.

action-redo = Lengkapi sekarang

form-redo = isian yang perlu dilengkapi
resume-redo = Lanjut melengkapi
redo-hello = Melengkapi { $what } ({ $reference }).
redo-over = Isian itu tidak perlu dilengkapi lagi.
redo-extra = Isian yang diminta
    .short = Isian
redo-nik = Tulis lagi NIK-nya (16 angka di KTP), ya.
    .short = NIK
redo-purpose = Uangnya untuk apa?
    .short = Keperluan
redo-bank = Mau lewat bank yang mana?
    .short = Bank
redo-nib = Bagaimana dengan NIB-nya?
    .short = NIB
redo-share = Boleh data pengajuan ini kami berikan ke { $bank }?
    .short = Izin ke bank
redo-no-share = Baik, tidak kami berikan ke { $bank }. Bicarakan dulu dengan petugas, ya.
redo-amount = Berapa yang ingin dipinjam?
    .short = Jumlah
redo-send = Sudah betul? Yang lain tidak berubah.
redo-done = Terima kasih, { $what } ({ $reference }) sudah dilengkapi.
    Petugas memeriksa lagi. Kabarnya paling lambat { $by }{ $mark }.
