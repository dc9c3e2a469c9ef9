# Pictures, deliveries, sections, topics and people.

# Pictures
picture = Picture
pictures-find = Search name, description, caption, credit
pictures-add = Add pictures
pictures-take-in = Take in
pictures-latest = Latest pictures
pictures-found = Pictures found
pictures-none = The library is empty. Pictures that you add stand here.
pictures-none-found = No picture has all of these words. Try fewer of them, or a part of one.
pictures-older = Older pictures
find = Find
save-card = Save
picture-added-by = Added by
everybody = Everybody
by-import = Import
picture-files = Files
picture-files-hint = { $most ->
    [one] JPEG, PNG, WebP or GIF, one at a time. Place, time and camera are taken out of every file before it is kept.
   *[other] JPEG, PNG, WebP or GIF, up to { $most } at a time. Place, time and camera are taken out of every file before it is kept.
}
picture-words-for-all = What you write here is written on the cards of all chosen files. Each can be changed later.
alt = Description
alt-hint = What the picture shows, for those who do not see it.
caption = Caption
credit = Credit
picture-rights = Rights
picture-rights-hint = Who allows what, until when. Only the newsroom sees this.
picture-words-stay = Stories keep the words that they were written with. What you change here counts for stories that take the picture from now on.
picture-size = { $width } × { $height } pixels
picture-undescribed = Picture without a description
no-alt = No description
picture-where-used = Where it is used
picture-not-used = No story shows this picture.
picture-no-headline = Without a headline
picture-remove = Delete the picture
picture-remove-about = The picture and all its sizes go for good. Older revisions of stories that showed it will have a gap.
picture-in-use = A story shows this picture, so it stays. Take it out of the story first, then delete it here.
used-in = { $count ->
    [0] Not used
    [one] In { $count } story
   *[other] In { $count } stories
}
used-in-many = In { $count } stories or more
file-without-name = File without a name
pictures-taken = { $count ->
    [0] No picture was taken in.
    [one] { $count } picture was taken in.
   *[other] { $count } pictures were taken in.
}
pictures-left-out = { $count ->
    [one] { $count } file was left out: at most { $most } are taken at a time. Send it again.
   *[other] { $count } files were left out: at most { $most } are taken at a time. Send them again.
}
upload-nothing = No file was chosen. Choose at least one picture, then send the form again.
upload-broken = The upload broke off. Choose the files again and send the form once more.
upload-too-much = This is too much at once. Send fewer files, or smaller ones.
alt-too-long = The description is longer than { $most } characters. Shorten it.
caption-too-long = The caption is longer than { $most } characters. Shorten it.
credit-too-long = The credit is longer than { $most } characters. Shorten it.
rights-too-long = The text about rights is longer than { $most } characters. Shorten it.
deed-picture-added = added a picture
deed-picture-described = described a picture
deed-picture-removed = deleted a picture

# Why a picture is not taken in
refusal-empty = This file is empty. Copy the picture again from where it came from, then try again.
refusal-unknown = This file is not a picture that can be read here. Save the picture as JPEG or PNG, then try again.
refusal-too-heavy = This picture weighs { $weight } MB, and at most { $most } MB is taken. Save it smaller, then try again.
refusal-too-large = This picture is { $width } × { $height } pixels, and at most { $megapixels } megapixels and { $side } pixels a side are taken. Scale it down, then try again.
refusal-too-deep = This { $kind } picture has too many bits a pixel for its size. Save it with 8 bits a channel, then try again.
refusal-cut-short = This { $kind } picture is cut short. Copy it again from where it came from, then try again.
refusal-damaged = This { $kind } picture is damaged or of a rare kind. Open it in a picture editor, save it as JPEG, then try again.
refusal-not-stored = The picture could not be stored. Try again in a moment; if it fails again, tell the administrator that the disk may be full.
refusal-heic = This is a HEIC picture, which phones make. Save it as JPEG, then try again.
refusal-avif = This is an AVIF picture. Save it as JPEG or PNG, then try again.
refusal-jpeg-xl = This is a JPEG XL picture. Save it as JPEG, then try again.
refusal-jpeg-2000 = This is a JPEG 2000 picture. Save it as JPEG, then try again.
refusal-tiff = This is a TIFF or a camera’s raw picture. Export it as JPEG, then try again.
refusal-bmp = This is a BMP picture. Save it as PNG, then try again.
refusal-icon = This is an icon file. Save the picture as PNG, then try again.
refusal-photoshop = This is a Photoshop document. Export it as JPEG or PNG, then try again.
refusal-svg = This is an SVG drawing, which can carry scripts. Export it as PNG, then try again.
refusal-pdf = This is a PDF document, whose hidden details cannot be cleaned here. Export the page as JPEG or PNG, then try again.
refusal-postscript = This is a PostScript document. Export it as PNG, then try again.
refusal-web-page = This is a web page and not a picture. Save the picture itself from it, then try again.
refusal-video = This is a video or a sound, whose hidden details cannot be cleaned here. Save one frame of it as JPEG, then try again.
refusal-archive = This is an archive or an office document, whose hidden details cannot be cleaned here. Take the picture out of it, then try again.

# Deliveries
delivery = Delivery
delivery-state = State
delivery-when = When
delivery-what-to-do = What to do
delivery-story = the story
delivery-kind = What is done
delivery-all-kinds = Everything
deliveries-all = All deliveries
deliveries-about = What publications set off. What is done stays here for a week.
deliveries-of-story = Set off by
deliveries-dead = Nobody tries these any more
deliveries-dead-about = Each of them was tried again and again: work of our own for minutes, calls to others for a day. Read why it failed, set that right, then try again – or lay it aside.
deliveries-rest = All others
deliveries-none = There are no such deliveries.
deliveries-older = Older deliveries
delivery-dead = Given up
delivery-failing = To be tried again
delivery-under-way = Under way
delivery-waiting = Waiting
delivery-done = Done
delivery-aside = Laid aside
delivery-at-dead = Given up on { $time }
delivery-at-failing = Next try on { $time }
delivery-at-under-way = Since a moment ago
delivery-at-waiting = Due on { $time }
delivery-at-done = Done on { $time }
delivery-at-aside = Laid aside on { $time }
delivery-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
delivery-repeat = Try again
delivery-lay-aside = Lay aside
delivery-changed = This delivery stands otherwise by now. Look at the list again.
reason-no-address = “{ $host }” is no web address. Write https://host/path.
reason-private = { $host } lies in a private network, and is not called. If it is meant, add the host to wire.private_hosts.
reason-no-certificates = This machine has no certificates to trust. Install ca-certificates and start again.
reason-unreachable = { $host } cannot be reached, or its certificate is not trusted.
reason-slow = { $host } does not answer in time.
reason-broken = { $host } broke off before it had answered.
reason-refused = { $host } answers with status { $status }.
reason-no-key = The secret of { $destination } cannot be read: it was sealed by another secret than the one beside the database. Have the client set the destination up again.
reason-no-format = { $format } is no format that we write. Choose another for the destination.
reason-other-key = { $host } shows the key { $key }, which is not the one that its destination names. Ask the client whether its server has a new key before you change it.
reason-not-let-in = { $host } does not let us in: the user, the password or the key is wrong.
reason-not-written = { $host } does not take the file: { $why }.
reason-no-mail = No mail is sent from here: set a mail server.
reason-mail-unfit = The message cannot be set: a name or an address holds signs that a header line must not.
reason-mail-refused = The mail server refuses the message with code { $code }.
reason-mail = The mail server cannot be used: { $why }.
reason-telegram-unsure = Nobody knows whether this story stands in { $chat }: it was being sent, and no clear answer came. Look at the channel. If it is not there, try again, and it is posted. If it is there, lay this aside, and change it by hand should the story change.
reason-telegram-by-hand = This story has changed or was withdrawn, and its post in { $chat } cannot be reached from here. If it is there, change or delete it by hand; then lay this aside.
reason-telegram-refused = Telegram does not take this for { $chat }: { $why }
reason-telegram-template = The template of { $chat } cannot be used: { $why }
job-withdraw-pictures = Take away a withdrawn story’s pictures
job-call-websub = Tell the WebSub hub of changed feeds
job-call-telegram = Bring a story’s post on Telegram up to date
job-call-client-push = Bring a story at a client’s destination up to date
job-call-client-alert = Tell somebody of a story in their saved topic
job-call-client-mail = Mail a client’s people a correction or a withdrawal
job-publish-scheduled = Publish at the set time
job-describe-pictures = Write cards for imported pictures
job-remove-picture = Take away a deleted picture’s files
deed-delivery-repeated = had a delivery tried again
deed-delivery-laid-aside = laid a delivery aside

# Sections, topics, people
names-sections = Sections
names-topics = Topics
names-people = People
names-about-sections = The parts of the site, in the order in which menus have them.
names-about-topics = Subjects that are followed over time. Writers add new ones from the editor too.
names-about-people = Those who sign stories. They need not be colleagues who use this desk.
names-find = Search by name
people-find = Search by name
names-all = All
names-none = There are none yet.
names-none-found = None bears such a name.
names-more = { $count ->
    [one] { $count } more is not shown. Search to find it.
   *[other] { $count } more are not shown. Search to find them.
}
names-add = Add
names-add-sections = A new section
names-add-topics = A new topic
names-add-people = A new person
name-name = Name
person-name = Name
name-used = Published stories
name-order = Order
name-up = Move { $name } up
name-down = Move { $name } down
name-in = Name, { $language }
person-in = Name, { $language }
name-needed = Write a name of at most 200 characters, in at least one language.
name-too-long = A name is longer than { $most } characters. Shorten it.
name-taken = There is one of that name already. Give it another name, or use the one that is there.
name-id-stays = Addresses do not change with the name; they have
name-where-used = Where it stands
name-latest = The latest:
person-signs = Signs
person-named = by name
person-pseudonym = by a pseudonym
person-desk = as the desk
person-hidden = Taken off
byline-safety = Byline safety
byline-safety-about = If this person is in danger, one switch takes their name off every page, list, feed, answer to programs and export, of all times.
byline-hide = Take the name off everything
byline-show = Show the name again
byline-hide-ask = Take { $name } off everything?
byline-show-ask = Show { $name } again?
byline-hide-about = The name goes from the bylines of all stories ever published, from lists, feeds, answers to programs and exports, at once. The stories stay. You can take this back.
byline-show-about = The name stands under all their stories again, and on their own page.
byline-is-hidden = This person’s name stands on no page, list, feed, answer to programs or export.
byline-words = The name may also stand as words: in texts, captions and credits. Those are changed by hand:
byline-in-stories = Stories with “{ $name }”
byline-in-pictures = Pictures with “{ $name }”
byline-leave = Leave it as it is
topic-merge = Merge into another topic
topic-merge-about = Stories follow, the old address leads to the other topic, and this one is offered no more. It cannot be taken back.
topic-merge-into = Name of the other topic
topic-merge-do = Merge { $name }
topic-merge-same = A topic does not go into itself. Name another one.
topic-merge-unknown = There is no topic of that name. Write the name of one that is there.
deed-topic-merged = merged a topic into another
deed-name-added = added a name
deed-name-changed = changed a name
deed-name-moved = moved a name
deed-byline-hidden = took a byline off everything
deed-byline-shown = showed a byline again
