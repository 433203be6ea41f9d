# Language.

action-language = Change language
form-language = choice of language
resume-language = Go on choosing

language-hello = Sundanese is understood, but answered in Indonesian.
language-language = In which language shall we answer?
    .short = Language
    .hint = Choose Indonesian or English.
language-done = All right, in English from now on.
language-id = Bahasa Indonesia
    .words = indonesian, indonesia
language-en = English
    .words = english, en
