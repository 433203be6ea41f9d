# Status: semua yang sedang berjalan.

action-status = Cek status
form-status = status
resume-status = Lanjut status

status-going = { $what } ({ $reference }): { $state }.
status-by = Kabar { $reference } paling lambat { $by }{ $mark }.
status-position = { $reference }: daftar tunggu nomor { $position }.
status-reason = { $reference }: { $reason }
status-papers = Berkas { $reference } yang belum ada: { $papers }.
status-more = Masih ada { $n } pengajuan lain yang lebih lama.
status-checkin = Kabar usaha: kami tanyakan sebulan sekali.
status-checkin-month = Kabar usaha terakhir: bulan { $month }.
status-parked = Belum selesai diisi: { $form }.
status-this-chat-only = Yang terlihat hanya yang dikerjakan di percakapan ini, karena nomor HP belum dipastikan.
status-next = Ada yang ingin dilanjutkan?
status-nothing = Belum ada pengajuan yang berjalan.
    Mau lihat-lihat dulu?
