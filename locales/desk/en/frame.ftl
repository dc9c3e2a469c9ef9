# The newsroom's own pages. Messages of the public pages stand beneath these: dates, months, languages.

desk = Desk
back-to-the-desk = Back to the desk
back-to-the-story = Back to the story
flash = Flash
pictures = Pictures
deliveries = Deliveries
names = Names
staff = Staff
audit = Record
sign-out = Sign out
copy = Copy
copied = Copied.
yes = Yes
no = No

# What went wrong
failure-title-missing = Not found
failure-title-forbidden = Not allowed
failure-title-refused = Not done
failure-title-too-often = Too many attempts
failure-title-broken = No answer
failure-missing = There is nothing here. Check the address, or go back to the desk.
failure-forbidden = Your role may not do this. Ask somebody whose role may.
failure-unconfirmed = Show once more who you are, then do this again.
failure-too-often = { $seconds ->
    [one] Too many attempts. Wait a second, then try again.
   *[other] Too many attempts. Wait { $seconds } seconds, then try again.
}
failure-broken = The desk could not answer. Nothing that was saved is lost: try again in a moment.
