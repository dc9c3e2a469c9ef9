# Stories: the list, the page of one, publishing, revisions, translations.

## The list, and what is common

form-unreadable = The form could not be read. Go back and send it once more.
somebody-of-the-desk = the desk
an-import = import
stories = Stories
story = Story
untitled = No headline yet
new-story = New story
new-story-language = Language of the new story
no-stories = No stories here.
state-draft = draft
state-in-edit = in edit
state-ready = ready
state-scheduled = scheduled
state-published = published
state-killed = killed
mentions = You were called: { $n }
kills-waiting = Kills that wait for a second pair of eyes
asked-of-me = Asked of you
filter = Choose stories
filter-text = Words in the headline
filter-state = State
filter-person = Opened by
filter-section = Section
filter-language = Language
filter-urgency = Urgency at least
filter-by = Order
filter-any = all
filter-anybody = everybody
filter-show = Show
filter-clear = Show all
by-newest = newest first
by-state = by state
by-person = by person
live-on = The list keeps itself up to date.
live-off = No connection: the list stands still.
live-new = New above
unpublished-changes = unpublished changes
access-now-plus = now for payers
access-now-clients = now for clients
is-at-it = at it: { $who }
urgency-n = urgency { $n }
last-by = last by { $who }
assigned-to = asked of { $who }
all-of = All: { $what }
older = Older

## The story's page

story-pages = Pages of the story
revisions = Revisions
preview = Preview
public-page = On the site
side = Acts and notes
details = Details
field-headline = Headline
field-deck = Deck
field-body = Text
body-hint = Leave an empty line between paragraphs.
body-needs-script = The text has more than plain paragraphs, so it can be edited only where scripts run. The other fields work here as well.
field-slugline = Slugline
slugline-hint = Only the desk sees it.
field-urgency = Urgency
urgency-hint = 1 is a flash, 5 is usual.
field-place = Place
field-dateline = Dateline by hand
dateline-hint = Leave it empty to have it made.
field-sections = Sections
sections-hint = The first one counts most.
section-n = Section { $n }
field-topics = Topics
field-bylines = Byline
field-sources = Sources
field-sources-name = Source’s name
field-sources-address = Source’s address
source-name = Who said so
source-address = Where it can be checked
source-kind = Kind
field-picture = Picture
field-picture-alt = Picture’s description
field-picture-caption = Picture’s caption
field-picture-credit = Picture’s credit
picture-alt = What it shows
picture-caption = Caption
picture-credit = Credit
picture-gone = Take the picture away
field-access = Who may read when
access-course = Access
access-as-it-is = as the story has it
access-open = open to everybody
access-plus = for payers
access-plus-then-open = for payers, later open
access-embargo-open = clients now, everybody after an embargo
access-embargo-plus = clients now, payers after an embargo
access-hours = Open after so many hours
access-date = Day the embargo ends
access-time = Time ({ $zone })
field-slug = End of the address
slug-hint = An empty one is made from the headline at publication.
set = Set
save = Save
cancel = Cancel

## What was done

said-opened = The story is open.
said-saved = Saved.
said-same = Nothing had changed.
said-merged = Saved together with what others wrote meanwhile.
said-submitted = The story is with the editors.
said-returned = The story is a draft again.
said-readied = The story is ready.
said-published = Published: readers see it.
said-scheduled = The publication is scheduled.
said-unscheduled = The schedule is taken off.
said-taken-back = Taken back: the story is not on the site.
said-restored = Taken back: readers see what they had before.
said-corrected = The correction is out.
said-killed = The story is withdrawn
said-kill-asked = A second editor has to confirm the kill.
said-kill-refused = The request to kill is closed.
said-assigned = Asked.
said-noted = Said.
said-slug = The address is set.
said-caught-up = The translation is up to date with its original.
said-no-change = The story stood there already.

## What can be done

acts = What next
submit = Submit to the editors
make-ready = Mark as ready
return = Return to the author
return-reason = What is to be done
publish-now = Publish now
publish-changes = Publish the changes
readers-have-it = Readers see the newest revision.
schedule = Schedule
schedule-date = Day
unschedule = Take off the schedule
undo = Take it back
undo-about = A publication can be taken back for ten seconds.
correct = Correct
correction-note = Note for readers
correction-hint = What was wrong and what is right. The newest revision goes out with it.
translate = Translate
translate-into = Into
update = Write an update
update-hint = A new story, linked to this one.
kill = Kill
kill-about = The story goes at once from every page, list and copy. At its address readers find the notice only. It cannot be brought back.
kill-notice = Notice for readers
kill-notice-hint = Everybody will see it.
kill-reason = Reason for the desk
kill-reason-hint = It stays in the newsroom.
kill-needs-second = The story goes when a second editor has confirmed.
kill-ask = Ask for confirmation
kill-waits = { $who } wants this story withdrawn ({ $at }).
kill-confirm = Confirm the kill
kill-refuse = Do not kill
kill-by = Killed by
kill-what-was-told = What was told
told-done = done
told-waits = waits
told-pages = Pages, lists and sitemap: { $language }
told-address = The story’s address answers 410 with the notice
told-pictures = Pictures that no other story shows are taken away

## Beside the story

versions = Versions
is-original = original
beside = Beside the original
original-changed = The original has changed since
version-behind = The translation lags behind
follows = Follows
assignment = Asked to work on it
assign = Ask them
notes = Notes
note = Note
note-hint = @sign-in-name calls a colleague.
say = Say
history = What happened

## Why not

story-killed = The story was killed and does not change any more. Write a new one.
story-too-large = The story is too large. Divide it.
document-unreadable = This cannot be saved: { $reason }
form-clash = { $who } changed the same meanwhile. Below are both texts together, where they clash yours; yours is kept as revision { $revision }. Look it over and save once more.
refused-no-headline = A story does not go out without a headline. Write one and save.
refused-too-long = { $field }: { $found } characters, at most { $most } are allowed. Shorten it.
refused-access = Access contradicts itself: two steps at one time, or clients after readers. Choose another course.
refused-urgency = Urgency is 1 to 9.
refused-same = Readers see this revision already.
refused-published = The story is out already.
refused-not-published = The story is not published.
refused-scheduled = The story is scheduled. Take it off the schedule first.
refused-unseen = { $who } has saved a newer revision meanwhile. Look at it, then do this again.
refused-nothing-published = There is nothing to take back.
refused-too-late = Too late: ten seconds are over. Correct the story, or kill it.
reason-empty = Write a reason.
note-empty = Write a note.
notice-empty = Write a notice for readers.
text-too-long = The text is too long: 4,000 characters at most.
note-too-long = The note is too long: 4,000 characters at most.
slug-taken = Another story has this address. Choose another.
topic-unnamed = Name the topic: 1 to 80 characters.
language-unknown = The site is not published in that language.
version-exists = There is a version in that language already.
kill-not-asked = Nobody has asked for this kill.
kill-own = Another editor has to confirm it.
time-unreadable = Give a day and a time.
time-left-out = There is no such time on that day: summer time begins ({ $zone }). Choose an hour later.
time-past = That time has passed. Choose a later one, or publish now.
access-hours-wrong = Give a number of hours, 1 to 8760.
reason-taken-back = the publication was taken back

## The record

deed-opened = opened a story
deed-submitted = submitted a story
deed-returned = returned a story
deed-readied = marked a story as ready
deed-published = published a story
deed-scheduled = scheduled a story
deed-unscheduled = took a story off the schedule
deed-took-back = took a publication back
deed-corrected = corrected a story
deed-killed = killed a story
deed-kill-asked = asked for a kill
deed-kill-refused = closed a request to kill
deed-updated = opened an update
deed-translated = opened a translation
deed-caught-up = brought a translation up to date
deed-assigned = asked colleagues to work on a story
deed-noted = said something at a story
deed-restored = restored a revision
deed-slug-set = set a story’s address
deed-topic-made = made a topic
deed-flashed = published a flash

## Revisions and comparisons

revision = Revision
revision-by = Saved by
revision-at = Saved
revision-what = What it is
revision-newest = newest
revision-shown = readers see it
revision-was-shown = was published
revision-aside = kept aside: it clashed
compare = Compare
comparison = Revision { $old } and revision { $new }
compare-old = Old
compare-new = New
compare-with = compare with { $n }
compare-with-newest = Compare with the newest
restore = Bring this revision back
said-brought-back = The old words are the newest revision; what was there stays in the list.
no-difference = They say the same.
looks-changed = looks otherwise
plus-part = behind the wall
what-changed = What has changed
caught-up = The translation is up to date
field-updates = Follows

## Flash and preview

flash-hint = The headline is on the site at once; the story grows at the same address.
flash-publish = Publish the flash
flash-out = The flash is out.
write-on = Write on
preview-choices = Whose eyes, which screen
preview-open = Open reader
preview-plus = Plus reader
preview-wide = Computer
preview-phone = Telephone
preview-frame = The page as readers will see it
