# Dana bergulir tahap pertama.

action-fund = Ajukan dana bergulir
form-fund = pengajuan dana bergulir
resume-fund = Lanjut dana bergulir

fund-hello = Ini pinjaman, bukan hibah, tanpa bunga dan tanpa agunan.
    { $fund } tahap pertama: paling banyak { $limit }, { $instalments } angsuran bulanan.
    Yang memutuskan dan mencairkan adalah bank, bukan dinas.
fund-running = Bapak/Ibu masih punya pengajuan { $fund }, nomor { $reference }.
    Sekarang: { $state }. Satu pengajuan dulu sampai selesai, ya.
fund-needs-phone = Untuk pinjaman, nomor HP perlu dipastikan dulu milik Bapak/Ibu sendiri.
    Setelah itu langsung lanjut ke pengajuan.

fund-amount = Berapa yang ingin dipinjam? Paling banyak { $limit }.
    .short = Jumlah
    .hint = Tulis jumlahnya, misalnya "{ $limit }".
fund-purpose = Uangnya untuk apa?
    .short = Keperluan
    .hint = Pilih yang paling utama.
fund-bank = Mau lewat bank yang mana?
    .short = Bank
    .hint = Pilih salah satu. Bank itulah yang nanti memutuskan.
fund-nik = Tulis NIK Bapak/Ibu, 16 angka di KTP.
    Disimpan tersandi, tidak ditampilkan utuh di sini.
    .short = NIK
fund-statement = Data ini benar, dan pinjamannya akan diangsur tiap bulan sampai lunas.
    Bapak/Ibu menyatakan begitu?
    .short = Pernyataan
    .hint = Jawab "ya" kalau setuju, "tidak" kalau belum.
fund-share = Boleh data pengajuan ini kami berikan ke { $bank } untuk diputuskan?
    .short = Izin ke bank
    .hint = Jawab "ya" atau "tidak". Tanpa izin ini bank tidak bisa memutuskan.
fund-send = Pengajuan atas nama { $name }. Sudah betul semua?
    Dikirim berarti mengajukan; belum tentu disetujui bank.

fund-no-statement = Tidak apa-apa, pengajuannya tidak jadi dikirim.
    Salah pilih? Tekan Ubah, isian lain masih ada. Kalau ragu, tanya petugas dulu.
fund-no-share = Baik, tidak ada yang kami berikan ke { $bank }. Pengajuannya tidak bisa diteruskan.
    Salah pilih atau berubah pikiran? Tekan Ubah, isian lain masih ada.

fund-filed = Pengajuan { $fund } sudah kami terima. Nomor: { $reference }.
    Yang memutuskan nanti { $bank }.
fund-documents = Siapkan: { $documents }{ $mark }.
fund-filed-next = Kabar dari petugas paling lambat { $by }{ $mark }.
    Petugas tidak menerima uang tunai.

fund-purpose-stock = Bahan baku/stok
    .words = bahan, bahan baku, stok, barang dagangan, belanja barang, modal belanja
fund-purpose-tools = Alat usaha
    .words = alat, mesin, perlengkapan, etalase, gerobak, oven, kompor
fund-purpose-place = Tempat usaha
    .words = tempat, sewa, sewa tempat, renovasi, kios, warung
fund-purpose-marketing = Pemasaran
    .words = promosi, pemasaran, iklan, jualan online, kemasan
fund-purpose-product = Produk baru
    .words = produk baru, menu baru, usaha baru, pengembangan
fund-purpose-other = Lainnya
    .words = lain, lain-lain, lainnya
