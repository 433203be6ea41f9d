# What the assistant says between dialogues: first contact, menu, and what was not understood.

notice =
    Kami asisten { $office }. Data Bapak/Ibu dicatat untuk layanan dinas (UU PDP 27/2022), hanya dilihat petugas yang berwenang.
    Telegram dan WhatsApp menyimpan pesan di luar negeri.
    Ketik "data saya" untuk melihat atau menghapusnya.
welcome =
    Selamat datang di { $office }. Apa kabar usahanya? 😊
    Silakan pilih, atau tulis saja keperluan Bapak/Ibu.
menu =
    Ada yang bisa kami bantu, Bapak/Ibu?
    Silakan pilih, atau tulis saja keperluannya.
nothing-open =
    Tidak ada isian yang sedang terbuka.
    Silakan pilih, atau tulis saja keperluannya.
nothing-to-send =
    Tidak ada lagi yang menunggu dikirim.
    Yang sudah terkirim bisa dilihat di Cek status.
got-unasked =
    Terima kasih, sudah kami terima. Itu untuk keperluan apa, Bapak/Ibu?
    Silakan pilih dulu.
card-of-another = Itu kartu nomor orang lain, jadi tidak kami simpan.
thanked = Hatur nuhun, Bapak/Ibu. Kalau ada perlu, tulis saja di sini. 🙏
not-understood =
    Mohon maaf, kami belum paham maksudnya.
    Apakah salah satu dari ini?
not-understood-again =
    Punten, kami masih belum paham.
    Ini yang bisa kami bantu di sini.
not-served =
    Hal itu belum bisa lewat obrolan ini.
    Mau kami sampaikan ke petugas?
perhaps-elsewhere = Sepertinya Bapak/Ibu mau ke hal lain. Isian ini kami simpan dan bisa dilanjutkan nanti.
not-for-you = Bagian itu khusus petugas dan pendamping.
nothing-to-resume = Isian itu sudah tidak ada. Silakan pilih dari menu.
goes-on = Kita lanjutkan dari pertanyaan ini.
resume = Mau dilanjutkan? Kita sampai pertanyaan ini.
    .words = lanjut, lanjutkan, lanjut dong, teruskan, terusin, lanjutin, lanjut isi
sorry-broken =
    Mohon maaf, ada gangguan di pihak kami. Pesan Bapak/Ibu tersimpan dan petugas sudah diberi tahu.
    Silakan coba lagi sebentar lagi.
what-next = Ada lagi yang bisa kami bantu?
button-change = Ubah
action-menu = Menu
share-contact = 📱 Bagikan nomor saya
share-location = 📍 Bagikan lokasi saya
command-menu = Lihat menu
command-status = Status pengajuan
command-petugas = Tanya petugas
command-stop = Hentikan pesan
command-mulai = Terima pesan lagi
announcement-stop = Tidak mau menerima pengumuman lagi? Ketik "stop".
announcement-see = Lihat program
photo-lost = Mohon maaf, fotonya tidak sampai ke kami. Tolong kirim sekali lagi.
file-lost = Mohon maaf, kiriman tadi tidak bisa kami buka. Tolong kirim sekali lagi.
