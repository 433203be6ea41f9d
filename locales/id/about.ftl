# Tentang kantor: alamat, jam buka, nomor resmi.

action-about = Alamat & jam kantor
    .words = alamat kantor, jam kantor, jam buka, jam buka kantor, jam kerja kantor, alamat dinas, kantor dinas di mana, kantor buka jam berapa, alamat dinas, nomor kantor, kantornya dimana, kantornya di mana, kantor dimana, kantor di mana
form-about = tentang kantor
resume-about = Lanjut info kantor

about-topic = Mau tahu apa tentang kantor { $office }?
    .short = Tentang kantor
    .hint = Pilih salah satu, misalnya "jam buka".
about-more = Info kantor lain
about-tell-address = Alamat kantor: { $words }{ $mark }
about-tell-hours = Jam buka: { $words }{ $mark }
about-tell-phone = Nomor resmi: { $words }{ $mark }
about-unknown = Itu belum diisi oleh { $office }. Tanya petugas saja ya, kami sampaikan.

topic-address = Alamat
    .words = alamat, alamatnya, lokasi, di mana, dimana, tempatnya
topic-hours = Jam buka
    .words = jam, jam kerja, jam buka, buka jam berapa, bukanya, hari apa
topic-phone = Nomor resmi
    .words = nomor, telepon, telpon, no hp, wa, kontak
