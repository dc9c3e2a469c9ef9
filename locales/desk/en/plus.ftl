# The paid tier: numbers, plans, codes, pools.

plus = Plus
plus-numbers = Numbers
plus-plans = Plans
plus-codes = Codes
plus-pools = Pools
plus-till-elsewhere = The till does not run here: the settings say till.runs = false. Plans, codes and pools are looked after where it runs.
months-count = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
weeks-count = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}

# Numbers
plus-no-readers = Numbers of each month, nothing finer. No list of readers exists: not here, not in the database, not in a log.
plus-ways-to-pay = Ways to pay
plus-sells-nothing = Readers cannot buy: no way to pay is switched on. Codes made here and pools work all the same.
provider-ready = on
provider-off = off
provider-lacking = incomplete
provider-lacks = Settings that are missing:
provider-switch-on = To switch it on, fill in its settings under [till] in vestka.toml, where each is explained, and start again.
provider-webhook = The provider tells of payments at this address, which is to be entered there:
provider-heard = The last message from it that was believed came on { $day }.
provider-heard-never = No message from it has come yet.
provider-trouble = The last trouble, { $day }:
plus-months = Month by month
plus-months-none = Nothing has happened yet.
plus-month = Month
plus-total-draws = Codes that drew passes (k)
plus-total-purchases = Purchases paid
plus-total-paid-months = Months paid
plus-total-refunds = Refunds
plus-total-made = Codes made here
plus-total-gifts = Gifts
plus-total-pool-weeks = Weeks from pools
plus-total-strays = Late payments
plus-draws-about = k is the number that a reader hides among. The page on protection shows it too, and warns below 50.
plus-strays-about = A late payment is one for a purchase that the till has forgotten by then. The provider’s own pages say which it is: give it back there.

# Plans
plan = Plan
plans-about = What readers can buy, in the order in which they see it. A plan has a price in each language in which it is sold.
plans-none = There is no plan yet.
plan-add = A new plan
plan-add-do = Add the plan
plan-months = Months
plan-name = Name
plan-price = Price
plan-currency = Currency
plan-offer-hint = Leave name and price empty in languages in which the plan is not sold.
plan-sale = On sale
plan-is-on = on sale
plan-is-off = not on sale
plan-put-on = Put on sale
plan-take-off = Take off sale
plan-remove = Take the plan away
plan-remove-about = It goes for good. What was bought stays as it was.
plan-remove-do = Take away { $name }
plan-name-wanted = { $language }: write a name of 1 to 80 characters, or leave the price empty too.
plan-currency-wanted = { $language }: write the currency as three letters, such as EUR.
plan-price-wanted = { $language }: write the price as a number such as 5 or 4.50, more than nothing and at most a million.
plan-offer-wanted = Write a name and a price in at least one language.
plan-months-wanted = A plan has 1 to { $most } months. Change the number.
told-plan-added = The plan is added. Readers see it once it is on sale.
told-plan-changed = The plan is changed. What was bought before stays as it was.
told-plan-on-sale = The plan is on sale.
told-plan-off-sale = The plan is not on sale any more. What was bought stays as it was.
told-plan-removed = The plan is taken away.

# Codes
codes-about = A code opens what is for payers for so many months, to whoever has it. Months begin with its first use.
codes-once = Codes are shown once, right after they are made, and are kept nowhere: not in the database, not in the record, not in a backup. Print or save them at once. A page that is lost is lost with its codes; make new ones.
codes-make = Codes to hand out
codes-make-do = Make the codes
codes-count = How many
codes-months = Months each
codes-language = Language of the print
codes-form = As
codes-form-sheet = sheets to print and cut, ten cards each
codes-form-text = a plain text file, a code a line
codes-count-wanted = Make 1 to { $most } codes at a time. Change the number.
codes-months-wanted = A code holds 1 to { $most } months. Change the number.
codes-language-wanted = Choose a language from the list.
gift-make = A gift
gift-about = One code on a card. Whoever gets it needs no account either.
gift-words = Words on the card
gift-words-hint = They are printed and kept nowhere. Better without names.
gift-words-too-long = At most { $most } characters fit on the card. Shorten the words.
gift-make-do = Make the gift
gift-made = The gift is ready
sheet = Codes
sheet-made = { $count ->
    [one] { $count } code is ready
   *[other] { $count } codes are ready
}
sheet-once = These codes are shown only now. Print this page before you leave it; to load it again would make other ones.
sheet-how = Print on A4 without scaling, cut along the lines. The picture on a card holds the code and no address: to photograph it opens no page.

# On the cards, in the language of the site
gift-title = A gift for you
card-good-for = { $months ->
    [one] { $months } month of { $tier }
   *[other] { $months } months of { $tier }
}
card-step-open = Open, best with Tor or a VPN:
card-step-type = Type this code there, or photograph the picture and paste what it says.
card-step-begin = The time begins with the first use.
card-keep = Keep it like cash: it knows no name, and whoever has it can use it.

# Pools
pool = Pool
pools-about = Weeks of reading that a sponsor has paid for. Readers draw from a pool at its address: a code of one month costs it { $weeks } weeks, a single pass one.
pools-no-list = A pool counts what is left. Who drew from it is written nowhere, so there is no list of readers to be shown, to the sponsor either.
pools-none = There is no pool yet.
pool-add = A new pool
pool-add-do = Make the pool
pool-name = Name
pool-name-hint = Readers see it: ‘A gift from readers in Vilnius’.
pool-remark = Remark on the sponsor
pool-remark-hint = Only this page shows it. Write what you would not mind others finding: a seized server shows it too.
pool-weeks = Weeks
pool-weeks-hint = { $weeks } weeks are a month of one reader.
pool-weeks-more = Weeks more
pool-left = Left
pool-total = Put in so far
pool-state = State
pool-is-open = open
pool-is-empty = empty
pool-is-closed = closed
pool-address = Address for readers
pool-address-about = Hand it only to those whom the pool is for: whoever has the address can draw. In an hour the pool gives a tenth of what is in it, and at least 50 weeks, to all together. That slows down somebody who wants to empty it; it does not stop them, and it holds up the others. If too much goes, close the pool.
pool-picture = Picture for cameras
pool-picture-of = Picture with the address { $url }
pool-fill = Fill it up
pool-fill-do = Put in
pool-close = Close the pool
pool-close-about = Readers can draw no more. Codes and passes that were drawn stay good; what is left stays in it.
pool-open-again = Open the pool again
pool-open-again-about = Readers can draw what is left.
pool-name-wanted = A pool’s name has 1 to 120 characters. Write another one.
pool-weeks-wanted = Put 1 to 1,000,000 weeks into a pool. Change the number.
pool-remark-too-long = The remark is longer than { $most } characters. Shorten it.
told-pool-added = The pool is made and open.
told-pool-filled = The weeks are put in.
told-pool-closed = The pool is closed.
told-pool-opened = The pool is open again.
told-pool-remarked = The remark is saved.

# The record
deed-plan-added = added a plan
deed-plan-changed = changed a plan
deed-plan-moved = moved a plan
deed-plan-on-sale = put a plan on sale
deed-plan-off-sale = took a plan off sale
deed-plan-removed = took a plan away
deed-codes-made = made codes
deed-gift-made = made a gift
deed-pool-added = made a pool
deed-pool-filled = filled a pool
deed-pool-closed = closed a pool
deed-pool-opened = opened a pool again
deed-pool-remarked = wrote a remark on a pool
made-of-months = { $count } × { $months ->
    [one] { $months } month
   *[other] { $months } months
}
