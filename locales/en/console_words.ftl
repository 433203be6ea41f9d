# Console: sentences that the bot did not understand.

console-menu-words = Teach the bot
console-words-hint = Sentences that were not understood, without names and numbers. Kept for 30 days. What is taught counts at once.
console-words-none = No sentence is waiting. 👍
console-words-times = { $n } times
console-words-asked = an answer to a question
console-words-phrase = The sentence
console-words-meaning = It means
console-words-choose = Choose …
console-words-teach = Teach
console-words-drop = Ignore
console-words-taught = Taught already
console-words-forget = Forget
console-said-phrase-taught = Taught, and it counts at once.
console-said-phrase-dropped = That sentence is ignored.
console-said-phrase-forgotten = That sentence counts no more.
console-audit-phrase-teach = Taught the bot
console-audit-phrase-forget = Took back a lesson
console-audit-phrase-before = { $told } (before: { $before })
console-bad-taught = This was taught already and means “{ $before }”. Press Teach once more if it shall be replaced.
