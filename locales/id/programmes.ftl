# Program: daftar dan kartunya.

action-programmes = Lihat program
form-programmes = daftar program
resume-programmes = Lanjut lihat program
action-other-programmes = Program lain
action-apply = Daftar
action-nib-help = Bantu urus NIB

programmes-programme = Ini program yang sedang dibuka. Mau lihat yang mana?
    .short = Program
    .hint = Pilih salah satu dari daftar, atau tulis namanya.
programmes-gone = Program itu sudah tidak dibuka lagi.
programmes-none = Belum ada program yang dibuka saat ini. Silakan lihat lagi lain hari, atau tanya petugas.
programmes-next = Mau lanjut ke mana?

card-title = 📌 { $title }
    { $about }
card-title-only = 📌 { $title }
card-day = { $starts }, di { $place }.
card-days = { $starts } sampai { $ends }, di { $place }.
card-place-later = tempat menyusul
card-seats = { $left ->
    [0] Kursi yang terbuka sudah penuh.
   *[other] Sisa kursi: { $left }.
}
card-until = Pendaftaran sampai { $until }.
card-terms = Biaya: { $cost }. Diadakan oleh { $by }.
card-free = gratis
card-by-office = dinas
card-needs-nib = Syarat: punya NIB.
card-fund = 📌 { $title }: pinjaman tanpa bunga dan tanpa agunan, tahap pertama sampai { $limit }.
    Ini pinjaman, bukan hibah. Yang memutuskan dan mencairkan adalah bank.

lack-nothing = ✅ Syaratnya sudah terpenuhi.
lack-registration = Yang belum: kenalan dengan kami. Pilih Daftar, nanti ditanya sebentar.
lack-nib = Yang belum: NIB. Mengurusnya gratis, di oss.go.id dengan NIK.
    (Keterangan per November 2026.)
    Mau kami bantu urus? Sambil itu tetap bisa daftar.
lack-sector = Belum memenuhi syarat: program ini untuk jenis usaha lain. Coba lihat program lain, ya.
lack-closed = Pendaftarannya sudah ditutup. Coba lihat program lain, ya.
lack-full = Masih bisa daftar untuk daftar tunggu.
