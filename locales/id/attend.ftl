# Pengingat pelatihan: hadir atau tidak bisa.

action-attend = Hadir pelatihan
form-attend = kehadiran pelatihan
resume-attend = Lanjut kehadiran

attend-hello =
    Mengingatkan: { $programme } mulai { $starts } di { $place }.
    Bapak/Ibu bisa hadir?
attend-coming = Bisa hadir?
    .short = Kehadiran
    .hint = Jawab "hadir" atau "tidak bisa".
attend-sure = Kursi { $programme } kami berikan ke yang lain, ya?
    .short = Lepas kursi
    .hint = Jawab "ya" untuk melepas kursi, atau "tidak".
attend-yes = Siap, kami tunggu kehadirannya!
attend-no = Terima kasih kabarnya. Kursinya kami berikan ke peserta lain.
attend-kept = Baik, kursi { $programme } tetap milik Bapak/Ibu.
attend-over = Pelatihan itu sudah lewat, atau kursinya sudah dilepas.

coming-yes = Hadir
    .words = bisa, bisa hadir, bisa datang, bisa ikut, datang, ikut, jadi ikut, ya, iya, insyaallah hadir, siap, saya hadir, saya bisa hadir, saya datang, saya ikut
coming-no = Tidak bisa
    .words = tidak, tidak hadir, tidak bisa hadir, tidak bisa datang, tidak bisa ikut, tidak datang, tidak ikut, tidak jadi hadir, tidak jadi ikut, tidak jadi datang, berhalangan, berhalangan hadir, batal hadir, batal ikut, tidak jadi, saya tidak hadir, saya tidak bisa hadir, saya tidak bisa datang, saya tidak bisa ikut, saya tidak jadi ikut, saya berhalangan hadir, tidak bisa hadir pelatihan, saya tidak bisa hadir pelatihan
