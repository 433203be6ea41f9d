# Examining an installation: what is well, what is not, and what to do.

doctor-database = The { $kind } database answers.
doctor-demo = This database holds invented people (a demo). Do not use it for a real service.
doctor-hold = The outbox is on hold after a restore: nothing is sent. Release it in the console, menu Deliveries.
doctor-no-admin = There is no administrator. Run: kabar staff add --name NAME --phone NUMBER --role admin
doctor-quarantine = { $count } incoming messages could not be handled. See the console, menu Deliveries.
doctor-held-quiet = { $count } messages of kind { $kind } wait for quiet hours to end.
doctor-held-template = { $count } messages of kind { $kind } are held for want of a WhatsApp template. Submit it, then set KABAR_TWILIO_TEMPLATES.
doctor-held-rate = { $count } messages of kind { $kind } wait for their turn.
doctor-held-retry = { $count } messages of kind { $kind } failed and will be tried again.
doctor-failed = { $count } messages could not be sent. See the console, menu Deliveries.
doctor-keys = The keys were made here and lie in { $file }. Keep a copy elsewhere: without them the data cannot be read.
doctor-keys-older = { $count } pieces of data are still sealed with an older key. Start kabar serve again, then look once more.
doctor-keys-over = The older keys are not needed any more. Leave only the first in KABAR_SECRET_KEYS, and keep the others with older backups.
doctor-public = KABAR_PUBLIC_URL is still { $url }. Telegram and Twilio need an https address they can reach.
doctor-papers = Borrowers send their papers by links that begin with { $url }
doctor-papers-none = Links for papers cannot be sent to phones yet: set KABAR_PUBLIC_URL. Until then papers are brought to the office.
doctor-quiet-off = Quiet hours are off: messages may go out at night.
doctor-telegram-none = Telegram is not set up. Set KABAR_TELEGRAM_TOKEN from @BotFather.
doctor-telegram-bad = Telegram does not know the token, or cannot be reached. Check KABAR_TELEGRAM_TOKEN and the connection.
doctor-telegram = Telegram knows this bot: @{ $name }.
doctor-telegram-hook = Telegram's webhook does not fit the mode "{ $mode }". The program sets it when it starts.
doctor-whatsapp-none = WhatsApp is not set up. Set KABAR_TWILIO_ACCOUNT_SID, KABAR_TWILIO_AUTH_TOKEN and KABAR_TWILIO_FROM.
doctor-whatsapp-bad = The Twilio settings are incomplete: the token, or KABAR_TWILIO_FROM in the form whatsapp:+62...
doctor-whatsapp = WhatsApp through Twilio. In Twilio, set the incoming webhook to { $hook }
doctor-template = There is no WhatsApp template for "{ $kind }": such messages wait until the person writes.
doctor-unconfirmed = { $count } things in the office file are not confirmed by the office. See the console, menu Settings.
