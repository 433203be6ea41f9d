# Berkas pengajuan dana bergulir: tautan sekali pakai, dan halamannya.

action-papers = Unggah berkas
    .words = unggah, kirim berkas, tautan berkas, link berkas, minta tautan, minta link, upload berkas
form-papers = berkas pengajuan
resume-papers = Lanjut berkas

papers-link = Unggah berkasnya lewat tautan ini, berlaku sampai { $until }.
    Atau bawa ke kantor dinas paling lambat { $by }{ $mark }.
    Foto KTP dan KK jangan dikirim di obrolan ini, ya.
papers-office = Bawa berkasnya ke kantor dinas paling lambat { $by }{ $mark }.
    Foto KTP dan KK jangan dikirim di obrolan ini, ya.
papers-none = Tidak ada berkas yang sedang kami tunggu dari Bapak/Ibu.
papers-sent = Terima kasih, berkas { $reference } sudah kami terima: { $papers }.
papers-sent-more = Yang belum ada: { $papers }. Bawa ke kantor, atau minta tautan baru.
papers-sent-next = Petugas memeriksanya, kabar paling lambat { $by }{ $mark }.

# ---- halaman unggah
upload-title = Berkas pengajuan
upload-for = { $fund } · { $reference }
upload-until = Tautan ini berlaku sampai { $until }. Setelah berkas dikirim, tautan tidak bisa dipakai lagi.
upload-how = Foto dengan HP atau pilih berkas JPG, PNG, atau PDF, paling besar { $most } MB. Pastikan tulisannya terbaca.
upload-unconfirmed = Daftar berkas ini belum dikonfirmasi dinas; petugas bisa meminta yang lain.
upload-arrived = Sudah ada
upload-lacking = Belum ada
upload-choose = Pilih foto atau berkas
upload-replace = Ganti dengan yang lain
upload-take = Unggah
upload-busy = Sedang diunggah, tunggu sebentar…
upload-bad-large = Berkas ini lebih besar dari { $most } MB. Coba foto ulang atau pilih yang lebih kecil.
upload-bad-unfit = Berkas ini bukan foto atau PDF, atau rusak. Coba foto ulang dengan kamera HP.
upload-bad-none = Pilih dulu foto atau berkasnya.
upload-bad-lost = Berkasnya belum sampai utuh. Coba sekali lagi.
upload-send = Kirim berkas
upload-send-part = Kirim yang sudah ada
upload-part = Yang belum ada: { $papers }. Boleh dibawa ke kantor, atau minta tautan baru nanti.
upload-nothing = Tombol "Kirim berkas" muncul setelah ada berkas yang diunggah.
upload-safe = Berkas disimpan tersandi. Hanya petugas yang memeriksa pengajuan ini yang bisa membukanya, dan setiap kali dibuka dicatat.
upload-bad-send = Belum berhasil dikirim. Berkasnya tetap tersimpan; coba lagi sebentar lagi.
upload-sent = Terima kasih, berkas sudah kami terima
upload-sent-more = Kabar selanjutnya kami kirim lewat obrolan. Halaman ini boleh ditutup.
upload-over = Tautan ini sudah tidak berlaku
upload-over-more = Masanya habis, atau pengajuannya sudah diputuskan. Ketik "status" di obrolan untuk melihat keadaannya dan meminta tautan baru bila masih perlu.
upload-unknown = Tautan ini tidak berlaku
upload-unknown-more = Mungkin sudah diganti tautan yang lebih baru, atau tersalin tidak utuh. Ketik "status" di obrolan untuk meminta tautan baru.
upload-instead = Berkas juga boleh dibawa langsung ke kantor { $office }.
