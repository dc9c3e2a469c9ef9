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
let-in-until = You are reading { $tier } until { $date }.
let-in-leave = Leave now
access-opens = Opens to everyone on { $date }
decimal-sign = .
price = { $number }{ "\u00A0" }{ $currency }
months-count = { $count ->
    [one] { $count } month
   *[other] { $count } months
}

# What it is

plus-deck = { $tier } opens all stories of { $agency }. We do not learn who reads them.
plus-ways = Your way in
plus-have-code = I have a code
plus-have-code-text = See what it is good for and get your passes.
plus-want = I want to buy
plus-want-text = A code instead of an account: no name, no e-mail.
plus-given = I was given a code
plus-given-text = On paper, in a message or by telephone.
plus-from-pool = I have the address of a pool
plus-from-pool-text = Open that address. A sponsor has paid, you get a code or a pass there.
plus-how = How it works
plus-how-code = You get a code: 28 letters and digits. It is all there is. No account, no password.
plus-how-draw = With the code your device draws passes, ten for each month. We sign them without seeing them, as if through carbon paper in a sealed envelope.
plus-how-enter = You hand in one pass, and all stories are open for that week. Nobody can tell from whose envelope a pass came, and neither can we.
plus-protects = How it protects you
plus-protects-name = We do not ask for your name, e-mail address or telephone number, so nobody can find them with us.
plus-protects-link = Nothing links a payment with what is read. That does not rest on our word, it follows from the way passes are signed.
plus-protects-cookie = All readers of a week get the same cookie. It is good for reading and says nothing about you.
plus-protects-server = Whoever takes our server away finds no list of readers on it. There is none.
plus-cannot = What it cannot protect you from
plus-cannot-pay = Your bank and the payment service see that you paid us. If that is dangerous for you, do not pay from home: let somebody abroad give you a code.
plus-cannot-network = Your internet provider sees that you open our address, and when. A VPN or Tor Browser hides it.
plus-cannot-device = Your telephone remembers: pages visited, passes, this code if you photograph it.
plus-cannot-time = Whoever pays and reads within the same hour can be linked by the time. Waiting a day undoes that.
plus-protection-more = Exactly what holds against whom
plus-lost = The code is shown once. If it is lost, nobody can restore it, and neither can we.

# Buying

plus-buy = Buy
plus-buy-plan = For how long
plus-buy-way = How to pay
plus-buy-button = Make my code
plus-buy-note = You see your code first, then you pay. Nothing renews by itself.
plus-buy-nothing = Nothing can be paid here just now. A code that you have or are given is good all the same.
pay-stripe = Card
pay-stripe-text = Your bank and the card company see the payment.
pay-btcpay = Bitcoin
pay-btcpay-text = No bank takes part. The payment itself is public for ever, without your name.
plus-your-code = Your code
plus-your-code-deck = Write it down now. It is shown once, and nobody can restore it.
plus-code-not-paid = It becomes good when your payment has arrived.
plus-code-qr = The code as a picture, for the camera of another telephone
plus-extend-deck = The months are added to the code that you entered. It stays the same.
plus-pay-button = I have written it down: pay
plus-pay-extend-button = Pay
plus-pay-leaves = The button leads to the payment service. It learns an amount and a number, not your code.
plus-pay-after = After paying, come back and enter your code. With a card that takes minutes, with bitcoin up to an hour.
plus-buy-refused = It was not bought
plus-buy-refused-plan = This is not for sale any more. Choose one of these.
plus-buy-refused-provider = This way to pay is not open. Choose another one.
plus-buy-refused-failed = The payment service does not answer. Nothing was paid. Try again in a while, or pay another way.
plus-paid = Back from paying
plus-paid-deck = Enter your code to see whether it is good.
plus-paid-text = We do not know from this page whether you paid: nothing about you comes back with you. With a card it takes minutes, with bitcoin up to an hour.

# A code

plus-code = Enter a code
plus-code-deck = You see until when it is paid, and what to do next.
plus-code-label = Code
plus-code-hint = 28 letters and digits. Capitals, spaces and dashes do not matter; there is no O, I, L or U in it.
plus-code-button = See what it is good for
plus-code-other = Enter another code
code-fault-empty = No code was entered. Type it as it stands on the paper.
code-fault-sign = Sign number { $number } is one that no code has. Compare it with the paper.
code-fault-length = A code has 28 signs, these are { $number }. One was left out, or one is too many.
code-fault-checksum = One sign is mistyped, or two have changed places. Compare it group by group.
code-fault-unknown = The code is written correctly, but we do not know it. It was never paid, or it ran out long ago.
plus-good = The code is good
plus-not-good = The code is not good now
plus-until = Paid until the end of
plus-months-left = Not yet begun
plus-months-begin = { $months }, beginning when you first draw passes
plus-drawn = Passes drawn for
plus-drawn-none = no month yet
plus-waiting = The payment has not arrived yet
plus-waiting-text = With a card it takes minutes, with bitcoin up to an hour. Then enter the code again. If you did not pay, nothing is lost.
plus-over-text = Its time is over. You can extend it: the code stays the same.
plus-next = What to do next
plus-next-draw = Get your passes. You need the code there once more.
plus-next-drawn = The passes of this month are drawn. They lie on the device that drew them; your twelve words restore them elsewhere.
plus-extend = Extend this code

# Passes

plus-passes = My passes
plus-passes-deck = Passes lie on your device, not with us. One opens all stories for a week.
plus-no-script = Your browser runs no JavaScript here
plus-no-script-text = Then it cannot draw passes. Reading and entering a pass work all the same. There are two ways to get one.
plus-by-program = With the program on a computer
plus-by-program-text = It draws passes with your code, just as well protected as a browser would. It writes passes as text: copy one into the form beside the story.
plus-by-pool = From a pool, the weaker way
plus-by-pool-text = If somebody gave you the address of a pool, you get a ready pass there. Our server makes it itself; if somebody had changed our server in secret, they could know that pass again. Nothing links it to your name or code either way.
plus-words-note = Twelve words restore your passes on another device. Write them down as you did with the code, in another place.

# Gifts

plus-gift = Give a code away
plus-gift-deck = Whoever has the code can read. It does not say who paid for it.
plus-gift-got = You were given a code
plus-gift-got-text = Enter it and see what it is good for. Nobody learns that it was you.
plus-gift-give = You want to give one
plus-gift-give-buy = Buy a code and do not use it yourself. Its months begin when passes are first drawn with it.
plus-gift-give-print = Print it: enter it below and you get a sheet to print, with a picture for a telephone’s camera.
plus-gift-give-dictate = Or dictate it: seven groups of four. Who listens, types; a mistake is noticed at once.
plus-gift-give-careful = Do not send it by a service that belongs to the state or is read by it. Who reads the message has the code as well.
plus-gift-once = Whoever draws first has the passes. So do not keep a copy for yourself.
plus-gift-button = Make a sheet
plus-gift-sheet = A gift: { $tier }
plus-gift-sheet-how = How to use it: open { $address } and enter the code.
plus-gift-sheet-keep = Keep this sheet. The code cannot be restored.
plus-gift-sheet-print = Print this page now with your browser. When you leave it, the code is gone from here.

# Pools

plus-pool = Sponsored reading
plus-pool-text = A sponsor has paid for readers they do not know. You get something here without paying, and nobody writes down that you did.
plus-pool-left = { $count ->
    [one] At least { $count } week is left.
   *[other] At least { $count } weeks are left.
}
plus-pool-few = Fewer than ten weeks are left.
plus-pool-code = A code for one month
plus-pool-code-text = The better way. Your device draws passes with it that we cannot know again.
plus-pool-code-button = Get a code
plus-pool-pass = A pass for this week
plus-pool-pass-text = The weaker way, for when you have neither JavaScript nor the program. Our server makes the pass itself; if somebody had changed our server in secret, they could know it again.
plus-pool-pass-button = Get a pass
plus-pool-your-pass = Your pass
plus-pool-your-pass-deck = Copy it now. It is shown once.
plus-pool-your-pass-text = It opens all stories for a week. Hand it in below, or keep it for one of the weeks of { $month }.
plus-pool-empty = This pool is empty for now
plus-pool-empty-text = Come back later: its sponsor may fill it again.
plus-pool-too-few = There is not enough left for a code. A pass may still be there.
plus-pool-busy = Too many readers draw passes at this moment. Nothing was taken from the pool. Try again in a minute.
plus-pool-pause = This pool has given what it gives in one hour, so that nobody can empty it at a stroke. Nothing was taken from it. Come back in an hour.
plus-pool-closed = This pool is closed
plus-pool-closed-text = Nothing can be drawn from it any more. What you drew stays good.

# Handing a pass in

way-in = Read with { $tier }
enter = Hand in a pass
enter-deck = One pass opens all stories for the rest of this week, this one included.
enter-label = Pass
enter-hint = It begins with plus1. and is long. Spaces and line breaks do not matter.
enter-button = Hand in and read
enter-cookie = Your browser then gets a cookie, the same as all other readers of this week. It goes by itself at the week’s end; to leave sooner, press “Leave now” below a story or delete this site’s cookies.
enter-no-pass = I have no pass yet
enter-to-story = Back to the story
pass-fault-empty = No pass was pasted.
pass-fault-form = This is no whole pass. Copy it again from plus1. to its end.
pass-fault-refused = This pass opens nothing now. It was used already, or its month is over. Take another one.
pass-fault-early = This pass is not good yet: its month has not begun. Keep it, and take one of this month.
pass-fault-busy = Too many passes are being handed in just now. Yours was not used up. Try again in a minute.

# Protection

protection = What protects you, and what does not
protection-deck = Against whom something holds, and where it ends. Read it before you decide.
protection-k = Among how many you hide
protection-k-many = { $count ->
    [one] At least { $count } reader has drawn passes this month.
   *[other] At least { $count } readers have drawn passes this month.
}
protection-k-means = Whoever sees a pass used knows that it was one of them, and not which.
protection-k-few = Fewer than 50 readers have drawn passes this month.
protection-k-warning = That is little. Whoever knows by other means who those readers are could guess. Use Tor Browser, and do not read at once when you have drawn passes.
protection-k-unknown = The number is not known here just now.
protection-holds = What holds
protection-not = What does not
protection-a = Our server is taken away
protection-a-holds = Nothing on it says who reads. Codes lie there as fingerprints, and so do used passes. Even with all keys in hand nobody can tell which code a pass came from.
protection-a-not = Whoever has your code on paper as well can see until when it is paid and in which months passes were drawn. { $days ->
    [one] For { $days } day
   *[other] For { $days } days
} after a payment the payment service and our database together show that a payer’s code was paid; not what was read.
protection-b = A copy of our data gets out
protection-b-holds = The same as when the server is taken away. There is no other list in the copies.
protection-b-not = An old copy still holds what was forgotten later: the payments of the weeks before it was made.
protection-c = Somebody controls our server in secret
protection-c-holds = Passes that you drew with a program or page that was not tampered with stay unlinked: signing them is blind whoever signs.
protection-c-not = From then on they can write down addresses and times, link drawing with reading by the time, change the pages you get and give you a key of your own. Tor Browser takes the address away from them; the program on your own computer the page.
protection-d = Somebody watches the network
protection-d-holds = The connection is encrypted: they do not see which page you read, nor your code, nor a pass.
protection-d-not = They see that you open our address, when and how much. A VPN or Tor Browser hides that.
protection-e = Somebody takes your telephone
protection-e-holds = A private window forgets the pages and the cookie when you close it. Links that you followed look like all others here.
protection-e-not = Outside of one the browser keeps the pages you visited, the cookie until the week’s end, and your passes if it drew them. A paper with the code is a paper with the code.
protection-timing = What the time can tell
protection-timing-text = Your first passes are the exception. Whoever buys, draws and reads within an hour can be found by putting the times beside each other. Waiting a day before reading undoes that. The passes of all later months that you have paid for are drawn in the same visit: no other visit ever tells us when you read.
protection-timing-hour = One thing you can give away yourself: whoever buys and draws each month at the very hour at which they usually read gives that hour away. Whoever writes down all times on our server and guesses by them is then right about seven times as often as by pure chance: with 500 readers about once in 75 guesses. Buy at another hour, or several months at once: all of them are drawn in that one visit.
protection-browser = What your browser keeps
protection-browser-history = The addresses of pages that you opened, as with any site.
protection-browser-cookie = One cookie, __Host-plus, after you handed in a pass. It is the same for everybody and goes at the week’s end.
protection-browser-wallet = The passes, if you kept them on “My passes” with JavaScript; never the twelve words or a code. Nothing without.
protection-leave = How to leave
protection-leave-text = Press “Leave now” below a story: the cookie goes. Press “Delete from this device” on “My passes”: the wallet goes. Or delete this site’s cookies and data in your browser. There is no account to be closed, and nothing renews by itself.
protection-drill = Check it yourself
protection-drill-text = The program that serves this site is open. This command plays a month with thousands of invented readers, then searches everything that was written for traces of them, and says what it found:

plus-feeds = Whole stories in a feed reader
plus-feeds-deck = Readers with a pass get every story of { $tier } in full in their own feed reader, without opening this site.
plus-feeds-addresses = Addresses
plus-feeds-addresses-text = They are the same for everybody. Feed readers that prefer it find atom.xml and feed.json in the place of rss.xml.
plus-feeds-name = Name
plus-feeds-password = Password
plus-feeds-until = All readers have the same password this week. It is good until { $date }; then hand in the next pass and enter the new one.
plus-feeds-enter = Hand in a pass beside any story first, then open this page again: it shows the name and the password that your feed reader asks for.
plus-feeds-own = Use a feed reader of your own
plus-feeds-own-text = A program on your own device asks us from where you are, as your browser does; let it use Tor or a VPN if your browser should. An online service that fetches feeds for you knows who you are and what you read.
whole-feed-needs-pass = This feed holds whole stories. Your feed reader needs a name and a password: { $url }

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

## Corrections and withdrawals

corrections-page = Corrections and withdrawals
corrections-lead = Errors in stories of { $agency } that were set right, and stories that were withdrawn. The newest first.
corrections-none = No story has needed a correction yet.
withdrawn-stories = Withdrawn stories
withdrawn-none = No story has been withdrawn.
corrections-json = The same for machines (JSON)
unavailable-title = Temporarily unavailable
unavailable-text = This page cannot be shown just now. Please try again in a few minutes.
failure-title = Something went wrong
failure-text = The fault is ours, not yours, and it has been noted. Please try again a little later.
refused-title = This request was not understood
refused-text = The address or the request is malformed. Check the link or start from the front page.

## Foot of the page

footer-statement = This site sets no cookies, has no trackers and works without JavaScript.
footer-statement-plus = This site sets no cookie until you hand in a pass, has no trackers and works without JavaScript.
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
wallet-code-text = Ten passes are drawn for each month that the code pays for; each opens one week. They are blinded: we sign your passes without seeing them. Later months are drawn now as well, so that no other visit tells us when you read.
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
wallet-draw-later = That did not work just now. Nothing has been used up: try again a little later.
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
wallet-keep-text = Kept passes are handed in by themselves when you open a story. Words and code are not kept. Whoever gets into this device finds the passes, but not what you have read.
wallet-not-kept = This browser keeps nothing: the passes stay on this page until it is closed.
wallet-kept = The passes are kept on this device; the words and the code are not.
wallet-more = Draw with a code
wallet-forget = Delete from this device
wallet-forget-text = All passes are deleted from this browser. Without the twelve words nobody can make them again.
wallet-forget-now = Delete
wallet-forgotten = Nothing is left of the wallet in this browser.
wallet-pass = A pass for another device
wallet-pass-text = It opens one week of { $month } and has been taken out of this wallet: give it to one device only. Scan it or copy it, and paste it there where a story asks for a pass.
wallet-pass-label = Pass
wallet-qr = The pass as a QR code
wallet-handing = A pass of this device is about to be handed in.
wallet-stop = Stop
wallet-stopped = Nothing is being handed in.
wallet-hand = Hand in a pass
wallet-none = This device has no pass for this week.
wallet-spent = That pass had been used already. The next one is being tried.
wallet-none-taken = Several passes of this device were not taken. They may have been used on another device: enter another pass, or draw again from your twelve words.
wallet-enter-later = That did not work just now. The pass has not been used up: try again a little later.

## Newsletters

newsletter = Newsletters
newsletter-deck = News of { $agency } by mail.
newsletter-daily = Every day
newsletter-daily-text = What we published yesterday, in one mail.
newsletter-weekly = Every week
newsletter-weekly-text = What we published in the week, on Mondays.
newsletter-breaking = When it matters
newsletter-breaking-text = Single stories, seldom, at once.
newsletter-what = What do you want to get?
newsletter-address = Your mail address
newsletter-button = Subscribe
newsletter-by-form = We will send you a mail with a link. Nothing comes before you have opened it and confirmed.
newsletter-kept = What we keep
newsletter-kept-sealed = Your address, encrypted. The key is not on our server: it is brought for each sending and taken away again. Whoever seizes the server finds no address.
newsletter-kept-nothing = No name, no network address, no time of signing up. Our mails have no pictures and no links made for one reader: we do not know who opens them.
newsletter-sees = Who sees it anyway
newsletter-sees-provider = Your mail provider and ours see that mail from us goes to you, and can read it. If that is dangerous for you, take an address that does not lead to you at a provider abroad, or do not subscribe.
newsletter-sees-device = The mail stays in your mailbox and on your telephone until you delete it.
newsletter-fault-address = This does not look like a mail address. It should be like name@example.org.
newsletter-fault-nothing = Choose at least one newsletter.
newsletter-fault-many = Many people are signing up just now. Try again in a few minutes.
newsletter-fault-unsent = The mail could not be sent just now, and your address was not kept. Try again later.
newsletter-asked = Look into your mailbox
newsletter-asked-text = If the address is right, a mail from us is on its way. Open the link in it within { $days } days and confirm. Nothing there? Look among the spam.
newsletter-confirm = Confirm your subscription
newsletter-confirm-text = One button, and newsletters will come to the address that this link was sent to.
newsletter-confirm-button = Confirm
newsletter-confirmed = Subscribed
newsletter-confirmed-text = Newsletters will come to your address. Each has a link to unsubscribe.
newsletter-confirm-gone = This link does not work any more
newsletter-confirm-gone-text = It has been used already, or was not used for too long. If newsletters do not come, subscribe again.
newsletter-leave = Unsubscribe
newsletter-leave-text = One button, and nothing more comes of what you subscribed to with this sign-up. Your encrypted address is deleted.
newsletter-leave-button = Unsubscribe
newsletter-left = Unsubscribed
newsletter-left-text = Nothing more comes. If a newsletter is being sent this very minute, it may still arrive.
newsletter-again = Subscribe
# In the mails themselves. $list is one of newsletter-daily, newsletter-weekly, newsletter-breaking.
newsletter-foot = You get this because you subscribed to newsletters of { $agency } ({ $list }).
newsletter-foot-kept = We do not know who opens this mail: it has no pictures, and its links are the same for everybody.
newsletter-withdrawn = A story that we sent you was withdrawn
newsletter-subject-daily = { $agency }: { $day }
newsletter-subject-weekly = { $agency }: the week from { $day }
newsletter-subject-withdrawal = { $agency }: a story was withdrawn
newsletter-intro-withdrawal = We sent you a story that we have withdrawn since. Please do not pass it on.
newsletter-confirm-subject = { $agency }: confirm your subscription
newsletter-confirm-mail = Somebody, we hope you, wants newsletters of { $agency } to come to this address. Open this link and confirm:
newsletter-confirm-mail-not-you = If it was not you, do nothing: without confirmation nothing comes, and in { $days } days we forget the address.

## Mail to clients of the wire

client-mail-kill = { $agency }: a story is withdrawn
client-mail-killed = { $agency } has withdrawn a story that you have. Take every copy of it away, and tell those to whom you gave it.
client-mail-correction = { $agency }: a correction
client-mail-corrected = { $agency } has corrected a story that you have. Put the new version in the place of the old one.
client-mail-held = Not to be published before { $until }.
client-mail-topic = You get this because it fits your saved topic ‘{ $topic }’.
