# The command line.

cli-bad-time = The time "{ $text }" cannot be read. Example: 2026-11-24T08:00
cli-bad-settings = These settings cannot be used: { $names }. See the README, Settings.
cli-keys-missing = The database exists but its keys do not ({ $file }). Set KABAR_SECRET_KEYS to the keys used before.
cli-bad-office = Office file, at { $where }: { $fault }
cli-bad-roles = Unknown roles "{ $roles }". Known: { $known }
cli-demo-refused = --demo is only for an empty database or one that a demo filled. This one holds other data.
cli-console = Console login (once): { $link }
cli-no-address = The address { $address } cannot be used: perhaps another program has it. Choose another with --port.
cli-chat = Chat: { $link }
cli-bad-phone = The number "{ $phone }" cannot be read. Example: 081234567890
cli-bad-channel = Known channels: { $known }
cli-understand-what = Give a text, or --file with a TSV.
cli-bad-kind = Unknown kind "{ $kind }". Known: { $known }
cli-bad-role = Known roles: { $known }
cli-bad-kecamatan = No kecamatan of this regency has the code "{ $code }". Example: 32.04.37
cli-needs-kecamatan = An assistant needs --kecamatan, such as 32.04.37.
cli-staff-exists = The number { $phone } already belongs to a staff member.
cli-staff-unknown = No staff member has the number { $phone }.
cli-backup-done = Backup written: { $file }
cli-restore-done = Restored, { $erased } deletions applied again. The outbox is on hold: release it in the console, menu Deliveries.
cli-restore-unfit = { $file } is no backup that can be read: it is damaged, of a newer release, or its keys are not among KABAR_SECRET_KEYS.
cli-restore-refused = The target database is not empty. Restore into a new one.
cli-file-missing = There is no file { $file }.
cli-demo-done = { $people } invented people with { $months } months of history were made.
cli-broadcast-text = --text-file with the announcement is needed.
cli-broadcast-empty = The announcement is empty.
cli-broadcast-long = The announcement has { $have } characters; at most { $most }.
cli-bad-audience = The audience "{ $term }" cannot be read. Example: kecamatan=32.04.37 sector=kuliner nib=no program=PEL-KEMASAN activity=inactive
cli-broadcast-unknown = There is no announcement { $id }.
cli-no-database = The database cannot be opened: { $fault }. See KABAR_DATABASE_URL.
cli-no-file = { $file } cannot be opened: { $fault }
cli-understand-columns = { $file } needs a header line with the columns kind and text, separated by tabs.
