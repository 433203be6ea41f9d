# Bertanya ke petugas: pesan diteruskan, dijawab manusia.

action-consult = Tanya petugas
form-consult = pertanyaan ke petugas
resume-consult = Lanjut tanya petugas

consult-ready = Kami teruskan pesan ini ke petugas, boleh? "{ $message }"
    .short = Pesan siap kirim
    .hint = Jawab "ya" untuk mengirim, atau "tidak" untuk menulis sendiri.
consult-message =
    Silakan tulis pertanyaannya, nanti petugas { $office } yang menjawab di sini.
    Boleh juga kirim foto atau pesan suara, tetapi jangan NIK atau foto KTP.
    .short = Pertanyaan
    .hint = Tulis pertanyaannya dalam satu pesan, atau kirim foto. Misalnya "Cara urus P-IRT bagaimana, Bu?"
consult-listening =
    Petugas membaca obrolan ini. Tulis saja, nanti dijawab di sini.
    Ketik "selesai" kalau sudah cukup.
consult-sent =
    Sudah kami teruskan ke petugas. Dijawab di sini paling lambat { $day }.
    Boleh tambah pesan, atau ketik "selesai" kalau sudah cukup.
consult-away =
    Sudah kami teruskan. Kantor sedang libur, petugas kembali { $day }.
    Boleh tambah pesan, atau ketik "selesai" kalau sudah cukup.
consult-answer =
    { $staff }: { $text }
consult-late =
    Mohon maaf, pertanyaan Bapak/Ibu belum sempat dijawab. Sudah kami ingatkan lagi ke petugas.
    Sambil menunggu, ada lagi yang bisa kami bantu?
consult-closed =
    Baik, obrolan dengan petugas selesai. Terima kasih!
    Ada lagi yang bisa kami bantu?
consult-over = Obrolan dengan petugas sudah selesai. Ada yang bisa kami bantu?
