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
