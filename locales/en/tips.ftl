# Short tips by constraint and kind of business.

action-tips = Business tips
form-tips = business tips
resume-tips = Continue tips

tips-more = Another tip
tips-about = What is hardest? We give you a tip.
    .short = Tip
    .hint = Choose the nearest.

tip-capital = On capital: keep business money apart from the household's, from Rp5.000 a day. For a loan without interest ask about the revolving fund.
tip-buyers = On buyers: post a picture on your WhatsApp status each morning, and ask three customers to share it.
tip-materials = On materials: buy together with neighbours in the same trade, and note prices each week to know when they are low.
tip-competition = On competitors: choose one thing the neighbours lack: taste, size, or free delivery.
tip-equipment = On equipment: borrow or rent before you buy. Ask the staff about shared tools too.
tip-licence = On licences: the NIB is free at oss.go.id. Our staff will help.
tip-debt = On instalments: list all debts and pay the dearest first. Unsure about a lender? Ask OJK at 157.
tip-other = Write down what comes in and goes out each day in one book. It shows where money leaks.

tip-sector-food = For food: work out what one portion costs before setting the price. Mark the expiry date.
tip-sector-fashion = For fashion: pictures of people wearing it sell better. Give the sizes.
tip-sector-craft = For crafts: tell how it is made. Buyers pay more for a story.
tip-sector-services = For services: ask happy customers for a review, and keep their numbers.
tip-sector-trade = For shops: watch your ten best sellers and never run out. Limit credit.
tip-sector-farm = For farming: sell part of it processed, so that it keeps and brings more.
tip-sector-tourism = For tourism: check that place and hours are right on online maps, and answer quickly.
tip-sector-other = Note your customers and what they order, and tell them when there is something new.
