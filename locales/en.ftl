# What the public pages say in English. The format is Fluent (https://projectfluent.org).
# A copy named after a language tag, in the data folder's `locales/`, adds a language; a file named as one
# that is built in replaces its messages one by one.

## The language itself

# Direction of writing, for HTML: ltr or rtl.
direction = ltr
# The language and region as OpenGraph writes them.
open-graph-locale = en_US
# Offered to readers of other languages: said in the language that it leads to.
read-in-this-language = Read in English

## Dates and times

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# The month beside a day: the genitive, where a language has one.
month-1-of = January
month-2-of = February
month-3-of = March
month-4-of = April
month-5-of = May
month-6-of = June
month-7-of = July
month-8-of = August
month-9-of = September
month-10-of = October
month-11-of = November
month-12-of = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
# $day is a number, $month is `month-N-of`, $year is four digits.
day-pattern = { $month } { $day }, { $year }
day-pattern-short = { $month } { $day }
# $weekday is `weekday-N`, $date is `day-pattern`.
day-pattern-weekday = { $weekday }, { $date }
# $month is `month-N`.
month-pattern = { $month } { $year }
# Both have two digits; the hour is 00 to 23.
time-pattern = { $hour }:{ $minute }
# $date is `day-pattern`, $time is `time-pattern`.
moment-pattern = { $date }, { $time }

## Datelines: $date is `day-pattern-short`

dateline = { $date }, { $agency }.
dateline-place = { $place }, { $date }, { $agency }.

## Menu and the page's frame

skip-to-content = Skip to content
menu = Menu
front-page = Front page
front-page-of = { $agency }: front page
latest = Latest
sections = Sections
topics = Topics
archive = Archive
languages = Languages
about = About us
contact = Contact
privacy = Privacy
pages = About this site
breadcrumbs = You are here
# The title of a page in the browser's tab and in search results.
page-title = { $title } – { $agency }
list-separator = { ", " }

## Lists of stories

latest-list = Latest news
more-news = More news
older = Older news
newer = Newer news
to-newest = To the newest
pagination = Older and newer news
page-title-earlier = { $title }: earlier news
no-stories = Nothing has been published here yet.
all-in-section = All news in { $section }
section = Section
topic = Topic
stories-count = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
latest-description = All news of { $agency }, the newest first.
section-description = { $agency }: news in the section “{ $section }”.
topic-description = { $agency }: news on the topic “{ $topic }”.

## Story

by = By { $names }
published = Published { $date }
updated = Updated { $date }
corrections = Corrections
correction = Correction, { $date }: { $note }
sources = Sources
source = Source
source-official = official source
source-media = media
source-telegram = Telegram channel
source-person = person
source-document = document
source-other = other source
photo-credit = Photo: { $credit }
also-in = Also in
read-in = Read in { $language }
translated-from = Translated from: { $language }
original-changed = The original has changed since this translation.
short-address = Short address
follows = Follows
updated-by = Updated by
related = Related
table = Table

## The paid tier: $tier is its name in the configuration

plus-notice = The material is available only to { $tier }
access-opens = Opens to everyone on { $date }

## People

people = Authors
person = Author
person-pseudonym = Writes under a pseudonym
person-desk = Desk
person-stories = All stories by { $name }
person-description = { $name } at { $agency }: all stories.

## Archive

archive-description = All news of { $agency } by month and day.
archive-of-month = Archive: { $month }
archive-of-day = News of { $date }
archive-month-description = News of { $agency }: { $month }.
archive-day-description = News of { $agency }: { $date }.
previous-month = Previous month
next-month = Next month
previous-day = Previous day
next-day = Next day
whole-month = The whole month
archive-empty = No news was published in this time.

## When there is no page

not-found-title = Page not found
not-found-text = There is no page at this address. It may have been moved, or the link was copied incompletely.
not-found-hint = Look for the story in the archive, or start from the front page.
withdrawn-title = This story has been withdrawn
withdrawn-text = { $agency } has withdrawn this story.
withdrawn-on = Withdrawn on { $date }
unavailable-title = Temporarily unavailable
unavailable-text = This page cannot be shown just now. Please try again in a few minutes.
failure-title = Something went wrong
failure-text = The fault is ours, not yours, and it has been noted. Please try again a little later.
refused-title = This request was not understood
refused-text = The address or the request is malformed. Check the link or start from the front page.

## Foot of the page

footer-statement = This site sets no cookies, has no trackers and works without JavaScript.
rights = © { $year } { $agency }
print-footer = { $agency }, { $address }
printed-address = This story’s address

## The wallet: passes kept on the reader's own device. What begins with % is filled in by the page

wallet-insecure = This browser can draw passes only over an encrypted connection (https) or at our onion address.
wallet-start = Passes on this device
wallet-start-text = A wallet of twelve words makes your passes, here in this browser. The words never leave it, so nobody can tell which passes are yours, and nobody but you can make them again.
wallet-make = Make a wallet
wallet-restore = I have twelve words
wallet-words = Write down these twelve words
wallet-words-text = From these words all your passes can be made again, on any device. We do not have them and cannot send them to you. Whoever finds them has your passes, but not your name. Paper is better than a picture.
wallet-words-written = I have written them down
wallet-words-count = There are { $given } words, not 12.
wallet-words-unknown = Word { $place } is not on the list. Look for a slip of the pen.
wallet-words-checksum = These words do not belong together: one of them is wrong, or two have changed places.
wallet-restore-title = Your twelve words
wallet-restore-label = The words in their order, with spaces between them
wallet-continue = Continue
wallet-back = Back
wallet-code = Draw passes
wallet-code-text = Ten passes for a month are drawn at once; each opens one week. What is drawn is blinded: we sign your passes without seeing them.
wallet-code-label = Code
wallet-code-empty = Enter a code.
wallet-code-sign = Sign { $place } is one that no code has.
wallet-code-length = A code has 28 signs; these are { $given }.
wallet-code-checksum = A sign is mistyped, or two have changed places.
wallet-draw = Draw passes
wallet-draw-malformed = The server did not understand the request. Nothing has been used up; tell the editors.
wallet-draw-unpaid = This code is not paid for this month, or the payment has not arrived yet.
wallet-draw-unknown = This code is not known. Check it; a new code is known once it is paid.
wallet-draw-other = This month’s passes have been drawn with this code already, from other words. Restore the wallet from those words.
wallet-draw-closed = The passes of this month cannot be drawn now. Reload the page and try again.
wallet-draw-later = The server gave no answer. Nothing has been used up: try again a little later.
wallet-key-unlisted = There is no key for this month yet. Try again later.
wallet-key-changed = The keys that this server shows are not those that it showed before. Passes made with them could single you out, so none have been made. Try another address of ours, and tell the editors.
wallet-key-wrong = The server’s keys or its answer are not as they must be. No passes have been made; tell the editors.
wallet-failed = That did not work. Nothing has been used up: reload the page and try again.
wallet-passes = My passes
wallet-count = left – { $left }, used – { $used }
wallet-first = Reading now can be linked by timing to your purchase; waiting a day undoes it.
wallet-wait = Wait a day
wallet-waits = The wallet hands in nothing before { $time }.
wallet-waits-why = You chose to wait: what is read before that can be linked by timing to your purchase.
wallet-do-not-wait = Do not wait
wallet-give = Take out a pass for another device
wallet-unkept = These passes are on this page only. When it is closed they are gone; the twelve words and the code bring them back.
wallet-keep = Keep the passes on this device
wallet-remember = Keep passes, words and code
wallet-keep-text = Kept passes are handed in by themselves when you open a story. If words and code are kept too, the next month’s passes are drawn by themselves, at a random time while you read. Whoever gets into this device finds what is kept, but not what you have read.
wallet-not-kept = This browser keeps nothing: the passes stay on this page until it is closed.
wallet-remembered = Passes, words and code are kept on this device.
wallet-not-remembered = The passes are kept on this device, the words and the code are not. For the next month come back here with both.
wallet-more = Draw with a code
wallet-show-words = Show my twelve words
wallet-forget = Delete from this device
wallet-forget-text = All passes, and words and code if they are kept here, are deleted from this browser. Without the twelve words nobody can make them again.
wallet-forget-now = Delete
wallet-forgotten = Nothing is left of the wallet in this browser.
wallet-pass = A pass for another device
wallet-pass-text = It opens one week of { $month } and has been taken out of this wallet: give it to one device only. Scan it or copy it, and paste it there where a story asks for a pass.
wallet-pass-label = Pass
wallet-qr = The pass as a QR code
wallet-handing = A pass of this device is about to be handed in.
wallet-drawing = No passes have been drawn for this month yet: they are about to be drawn.
wallet-drawn = The passes of this month have been drawn just now. Handing one in at once can be linked to that by timing; waiting a day undoes it.
wallet-stop = Stop
wallet-stopped = Nothing is being handed in.
wallet-hand = Hand in a pass
wallet-none = This device has no pass for this week.
wallet-spent = That pass had been used already. The next one is being tried.
wallet-none-taken = Several passes of this device were not taken. They may have been used on another device: enter another pass, or draw again from your twelve words.
wallet-enter-later = The server gave no answer. The pass has not been used up: try again a little later.
