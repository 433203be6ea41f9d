# Baris perintah.

cli-bad-time = Waktu "{ $text }" tidak terbaca. Contoh: 2026-11-24T08:00
cli-bad-settings = Pengaturan ini tidak bisa dipakai: { $names }. Lihat README, bagian Pengaturan.
cli-keys-missing = Basis data sudah ada, tetapi kuncinya tidak ({ $file }). Isi KABAR_SECRET_KEYS dengan kunci yang dulu dipakai.
cli-bad-office = Berkas kantor, bagian { $where }: { $fault }
cli-bad-roles = Peran "{ $roles }" tidak dikenal. Yang ada: { $known }
cli-demo-refused = --demo hanya untuk basis data kosong atau yang diisi oleh demo. Basis data ini berisi data lain.
cli-console = Masuk konsol (sekali pakai): { $link }
cli-no-address = Alamat { $address } tidak bisa dipakai: barangkali program lain sudah memakainya. Pilih yang lain dengan --port.
cli-chat = Obrolan: { $link }
cli-bad-phone = Nomor "{ $phone }" tidak terbaca. Contoh: 081234567890
cli-bad-channel = Kanal yang ada: { $known }
cli-understand-what = Tulis teksnya, atau --file dengan berkas TSV.
cli-bad-kind = Jenis "{ $kind }" tidak dikenal. Yang ada: { $known }
cli-bad-role = Peran yang ada: { $known }
cli-bad-kecamatan = Kode kecamatan "{ $code }" tidak ada di kabupaten ini. Contoh: 32.04.37
cli-needs-kecamatan = Pendamping perlu --kecamatan, misalnya 32.04.37.
cli-staff-exists = Nomor { $phone } sudah terdaftar sebagai petugas.
cli-staff-unknown = Tidak ada petugas dengan nomor { $phone }.
cli-backup-done = Cadangan tersimpan: { $file }
cli-restore-done = Data dipulihkan, { $erased } penghapusan diterapkan lagi. Kotak keluar ditahan: lepaskan di konsol, menu Kiriman.
cli-restore-unfit = { $file } bukan cadangan yang bisa dibaca: berkasnya rusak, dari rilis yang lebih baru, atau kuncinya bukan KABAR_SECRET_KEYS yang terpasang.
cli-restore-refused = Basis data tujuan tidak kosong. Pulihkan ke basis data baru.
cli-file-missing = Berkas { $file } tidak ada.
cli-demo-done = { $people } orang rekaan dengan { $months } bulan riwayat sudah dibuat.
cli-broadcast-text = Perlu --text-file dengan isi pengumuman.
cli-broadcast-empty = Isi pengumuman kosong.
cli-broadcast-long = Isi pengumuman { $have } huruf; paling banyak { $most }.
cli-bad-audience = Sasaran "{ $term }" tidak terbaca. Contoh: kecamatan=32.04.37 sector=kuliner nib=no program=PEL-KEMASAN activity=inactive
cli-broadcast-unknown = Tidak ada pengumuman nomor { $id }.
cli-no-database = Basis data tidak bisa dibuka: { $fault }. Lihat KABAR_DATABASE_URL.
cli-no-file = Berkas { $file } tidak bisa dibuka: { $fault }
cli-understand-columns = { $file } perlu baris judul dengan kolom kind dan text, dipisahkan tab.
