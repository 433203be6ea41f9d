# Kiat singkat menurut kendala dan jenis usaha.

action-tips = Kiat usaha
form-tips = kiat usaha
resume-tips = Lanjut kiat usaha

tips-more = Kiat lain
tips-about = Apa yang paling berat? Kami beri kiatnya.
    .short = Kiat
    .hint = Pilih yang paling dekat.

tip-capital = Kiat modal: pisahkan uang usaha dari uang rumah, mulai dari Rp5.000 sehari. Untuk pinjaman tanpa bunga, tanya soal dana bergulir.
tip-buyers = Kiat pembeli: pasang foto produk di status WA tiap pagi, dan minta tiga pelanggan menyebarkannya.
tip-materials = Kiat bahan: beli bersama tetangga yang usahanya sama, dan catat harga tiap minggu supaya tahu kapan murah.
tip-competition = Kiat bersaing: pilih satu hal yang tidak dimiliki tetangga, misalnya rasa, ukuran, atau antar gratis.
tip-equipment = Kiat alat: pinjam atau sewa dulu sebelum membeli. Tanyakan juga program alat bersama ke petugas.
tip-licence = Kiat izin: NIB gratis lewat oss.go.id. Kalau bingung, petugas kami siap membantu.
tip-debt = Kiat cicilan: catat semua utang, dahulukan yang bunganya paling tinggi. Ragu soal pinjol? Tanya OJK di 157.
tip-other = Kiat: catat uang masuk dan keluar tiap hari di satu buku. Dari situ biasanya terlihat bocornya.

tip-sector-food = Kiat kuliner: hitung biaya satu porsi dulu, baru pasang harga. Tulis juga tanggal kedaluwarsa.
tip-sector-fashion = Kiat fesyen: foto dipakai orang lebih menarik daripada foto di gantungan. Cantumkan ukuran.
tip-sector-craft = Kiat kriya: ceritakan cara membuatnya. Pembeli membayar lebih untuk cerita.
tip-sector-services = Kiat jasa: minta pelanggan yang puas menulis ulasan, dan simpan nomornya untuk diingatkan.
tip-sector-trade = Kiat warung: perhatikan sepuluh barang terlaris, jangan sampai kosong. Batasi utang pelanggan.
tip-sector-farm = Kiat tani dan olahan: jual sebagian dalam bentuk olahan supaya tahan lama dan harganya naik.
tip-sector-tourism = Kiat wisata: pastikan lokasi dan jam buka benar di peta daring, balas pertanyaan secepatnya.
tip-sector-other = Kiat usaha: catat pelanggan dan pesanannya, lalu kabari mereka waktu ada yang baru.
