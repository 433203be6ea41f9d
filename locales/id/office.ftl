# Apa yang salah di berkas TOML dinas.

office-fault-missing = belum diisi
office-fault-kind = jenis nilainya tidak cocok
office-fault-range = di luar batas
office-fault-twice = tertulis dua kali
office-fault-unknown = tidak dikenal, mungkin salah ketik
