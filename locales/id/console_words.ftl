# Konsol: kalimat yang belum dimengerti bot.

console-menu-words = Ajari bot
console-words-hint = Kalimat yang belum dimengerti, tanpa nama dan angka. Disimpan 30 hari. Yang diajarkan langsung berlaku.
console-words-none = Tidak ada kalimat yang menunggu. 👍
console-words-times = { $n } kali
console-words-asked = jawaban atas pertanyaan
console-words-phrase = Kalimatnya
console-words-meaning = Artinya
console-words-choose = Pilih …
console-words-teach = Ajarkan
console-words-drop = Abaikan
console-words-taught = Sudah diajarkan
console-words-forget = Lupakan
console-said-phrase-taught = Sudah diajarkan dan langsung berlaku.
console-said-phrase-dropped = Kalimat itu diabaikan.
console-said-phrase-forgotten = Kalimat itu tidak berlaku lagi.
console-audit-phrase-teach = Mengajari bot
console-audit-phrase-forget = Mencabut ajaran
console-audit-phrase-before = { $told } (sebelumnya: { $before })
console-bad-taught = Kalimat ini sudah diajarkan dengan arti “{ $before }”. Tekan Ajarkan sekali lagi bila memang mau diganti.
