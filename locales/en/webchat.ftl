# The chat page, and the demo's levers.

chat-title = Chat with { $office }
chat-online = ready to help
chat-offline = connecting again…
chat-look = Presentation
chat-photo = Send a photo
chat-placeholder = Write a message
chat-send = Send
chat-again = Not sent. Try again
demo-title = Demo
demo-notice = Everybody here is invented. Try whatever you like.
demo-now = It is { $now } WIB
demo-jump = +{ $days } days
demo-be = Who do you want to be?
demo-new = Somebody new
demo-assistant = Facilitator in { $kecamatan }
demo-console = Open the staff console
demo-question-1 = Can I join the packaging training without a NIB?
demo-question-2 = What time does the office open on Friday?
demo-question-3 = My business is moving to Ciparay, what about my data?
