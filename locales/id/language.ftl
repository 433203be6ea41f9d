# Bahasa.

action-language = Ganti bahasa
form-language = pilihan bahasa
resume-language = Lanjut pilih bahasa

language-hello = Basa Sunda kami mengerti, punten, jawabannya masih bahasa Indonesia.
language-language = Mau dijawab dalam bahasa apa?
    .short = Bahasa
    .hint = Pilih Indonesia atau English.
language-done = Baik, mulai sekarang dalam bahasa Indonesia.
language-id = Bahasa Indonesia
    .words = indonesia, indo, bahasa indonesia, sunda, basa sunda, indonesian
language-en = English
    .words = inggris, bahasa inggris, english, en
