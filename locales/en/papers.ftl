# Documents of a fund application: the one-time link, and its page.

action-papers = Upload documents
    .words = upload, send documents, document link, ask for a link
form-papers = application documents
resume-papers = Go on: documents

papers-link = Upload the documents by this link, good until { $until }.
    Or bring them to the office by { $by }{ $mark }.
    Please send no pictures of KTP or KK in this chat.
papers-office = Bring the documents to the office by { $by }{ $mark }.
    Please send no pictures of KTP or KK in this chat.
papers-none = We are not waiting for any documents from you.
papers-sent = Thank you, the documents of { $reference } have arrived: { $papers }.
papers-sent-more = Still missing: { $papers }. Bring them to the office, or ask for a new link.
papers-sent-next = Staff will look at them; you will hear by { $by }{ $mark }.

# ---- the upload page
upload-title = Application documents
upload-for = { $fund } · { $reference }
upload-until = This link is good until { $until }. Once the documents are sent it cannot be used again.
upload-how = Take a photo or choose a JPG, PNG or PDF file of at most { $most } MB. Make sure that it can be read.
upload-unconfirmed = The office has not confirmed this list; staff may ask for others.
upload-arrived = Arrived
upload-lacking = Not there yet
upload-choose = Choose a photo or file
upload-replace = Replace it by another
upload-take = Upload
upload-busy = Uploading, please wait…
upload-bad-large = This file is larger than { $most } MB. Take the photo again or choose a smaller one.
upload-bad-unfit = This file is no photo or PDF, or it is damaged. Take the photo again with the phone's camera.
upload-bad-none = Choose a photo or file first.
upload-bad-lost = The file did not arrive whole. Please try once more.
upload-send = Send documents
upload-send-part = Send what is there
upload-part = Still missing: { $papers }. You may bring them to the office, or ask for a new link later.
upload-nothing = The button "Send documents" appears once a document is uploaded.
upload-safe = Documents are stored encrypted. Only staff who review this application can open them, and each look is noted.
upload-bad-send = Not sent yet. The documents are kept; please try again in a moment.
upload-sent = Thank you, the documents have arrived
upload-sent-more = You will hear from us in the chat. You may close this page.
upload-over = This link is no longer good
upload-over-more = Its time is over, or the application was decided. Type "status" in the chat to see how it stands, and to ask for a new link if need be.
upload-unknown = This link is not good
upload-unknown-more = A newer link may have taken its place, or it was not copied whole. Type "status" in the chat to ask for a new one.
upload-instead = You may also bring the documents to the office of { $office }.
