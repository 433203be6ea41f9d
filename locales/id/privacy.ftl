# Data saya: melihat dan menghapus.

action-privacy = Data saya
action-delete = Hapus data saya
form-privacy = data saya
resume-privacy = Lanjut data saya

privacy-hello = Data Bapak/Ibu disimpan oleh { $office } menurut UU Pelindungan Data Pribadi (UU 27/2022).
privacy-what = Mau melihat datanya, atau menghapusnya?
    .short = Keinginan
    .hint = Pilih "Lihat data saya" atau "Hapus data saya".
privacy-stranger = Bapak/Ibu belum terdaftar, jadi belum ada data yang perlu dihapus.
    Teks yang ditulis di sini tidak disimpan { $office }, kecuali pesan untuk petugas.
privacy-nothing = Baik, datanya tetap seperti sekarang.

privacy-kept = Yang disimpan: nama { $name }, usaha { $business }, jenis dan tempat usahanya.
privacy-numbers = Nomor HP: { $phone }. NIK: { $nik }.
privacy-nik-kept = tersimpan tersandi
privacy-nik-none = tidak disimpan
privacy-counts = Pengajuan: { $applications }. Kabar usaha: { $checkins }.
privacy-consents = Persetujuan: { $given }.
privacy-who = Yang bisa melihat: petugas { $office } yang mengurusnya.
    Pendamping dan mitra hanya kalau disetujui, bank hanya untuk pinjaman.
    Telegram dan WhatsApp menyimpan pesan di luar negeri.
privacy-next = Mau diperbaiki, atau diatur?

privacy-delete = Kalau dihapus: profil, pengajuan, dokumen dan kabar usaha tidak bisa dikembalikan.
    Yang tersisa hanya hitungan tanpa nama.
privacy-send = Hapus semua data atas nama { $name }?
privacy-deleted = Data Bapak/Ibu akan dihapus paling lambat { $by }. Nomor: { $reference }.
    Kalau berubah pikiran, tanya petugas sebelum itu.
privacy-asked-already = Permintaan { $reference } sudah kami terima.
    Data Bapak/Ibu akan dihapus paling lambat { $by }.

data-wish-see = Lihat data saya
    .words = lihat, melihat, data apa saja, siapa yang bisa lihat
data-wish-delete = Hapus data saya
    .words = hapus, dihapus, delete, hilangkan
data-wish-nothing = Tidak jadi
    .words = tidak jadi, gak jadi, batal, tidak
