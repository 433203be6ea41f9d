# The reminder of a training: coming or not.

action-attend = Attendance
form-attend = attendance
resume-attend = Continue attendance

attend-hello =
    A reminder: { $programme } begins on { $starts }, { $place }.
    Can you come?
attend-coming = Can you come?
    .short = Attendance
    .hint = Answer "coming" or "cannot".
attend-sure = Shall we give your seat in { $programme } to somebody else?
    .short = Give up the seat
    .hint = Answer "yes" to give it up, or "no".
attend-yes = Good, see you there!
attend-no = Thank you for telling us. The seat goes to somebody else.
attend-kept = Fine, the seat in { $programme } is still yours.
attend-over = That training is over, or the seat was given up.

coming-yes = Coming
    .words = yes, can, will come, hadir
coming-no = Cannot come
    .words = no, cannot, not coming, tidak bisa
