# Persetujuan: satu centang untuk tiap keperluan.

action-consents = Atur persetujuan
form-consents = persetujuan
resume-consents = Lanjut persetujuan

consents-hello = Satu hal lagi, Bapak/Ibu yang menentukan. Menolak tidak mengurangi layanan apa pun.
    Pendamping kecamatan (petugas lembaga lain) boleh melihat data usaha dan menghubungi.
    Mitra program boleh melihat data usaha. Kabar usaha ditanya sebulan sekali, bukan untuk pajak.
consents-purposes = Mana yang Bapak/Ibu setujui?
    Centang yang setuju, lalu pilih Selesai. Boleh juga tidak ada.
    .short = Persetujuan
    .hint = Ketuk yang disetujui, atau tulis nomornya, misalnya "1 dan 3". Lalu Selesai.
consents-kept = Tercatat. Yang disetujui: { $given }.
    Bisa diubah kapan saja.
consents-none = Baik, tidak ada yang kami lakukan tanpa persetujuan.
    Semua layanan tetap bisa dipakai, dan ini bisa diubah kapan saja.

purpose-checkin = Ditanya kabar usaha
    .hint = Sebulan sekali, kira-kira satu menit. Bukan untuk pajak.
    .words = cek usaha, kabar usaha, tanya kabar
purpose-announcements = Kabar program & acara
    .hint = Pengumuman pelatihan, bantuan dan acara dari dinas.
    .words = pengumuman, info program, siaran, berita
purpose-assistant = Pendamping kecamatan
    .hint = Petugas lembaga lain: boleh melihat data usaha dan menghubungi.
    .words = pendamping
purpose-partners = Mitra program
    .hint = Data usaha boleh dilihat mitra dinas yang menawarkan program.
    .words = mitra, rekanan
