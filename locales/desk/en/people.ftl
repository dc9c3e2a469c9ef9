# Signing in, colleagues, the record.

# Roles and rights
roles-and-rights = Who may do what
roles-and-rights-about = This table is made from the code that asks it. Nobody has a right that is not in it.
right = Right
role-inside = Inside
role-reporter = Reporter
role-editor = Editor
role-administrator = Administrator
right-write = Write and file own stories
right-see = See colleagues, their stories and the archive
right-edit = Edit everybody's stories
right-publish = Publish, schedule, correct, take back
right-kill = Withdraw a story everywhere
right-names = Look after sections, topics and people; take a byline off everything
right-deliveries = See deliveries and repeat them
right-plus = Look after plans, reader codes and pools of the paid tier
right-clients = Look after the clients of the wire: contracts, seats, tokens
right-staff = Invite and change colleagues
right-audit = Read the record

# Signing in
language-itself = English
sign-in = Sign in
sign-in-passkey = Sign in with a passkey
sign-in-password-way = With password and code
sign-in-recovery-way = With a recovery code
sign-in-recovery-about = If passkey and telephone are lost: one of the ten codes that you wrote down. Each is good once.
sign-in-name = Sign-in name
sign-in-name-hint = What you type to sign in. Letters, digits, dots and hyphens.
password = Password
one-time-code = One-time code
one-time-code-hint = Six digits from your authenticator app.
recovery-code = Recovery code
sign-in-wrong = Name, password or code is not right, or the code was used already. Type all three again, with a new code.
sign-in-wrong-recovery = Name or recovery code is not right, or the code was used already. Check both and try again.
passkeys-elsewhere = Passkeys work at another address of this newsroom:
passkeys-nowhere = Passkeys need an address with a name and HTTPS, which this newsroom does not have. Choose a password.
passkey-refused = This passkey was not accepted: it is not known here, or its answer came too late. Try again, or use another way.
passkey-cancelled = The browser made no passkey: it was cancelled or took too long.
passkey-failed = That did not work. Try again.
passkey-none = This browser has no passkeys. Use the other way.
passkey-needs-script = A passkey needs JavaScript. Allow it for this address, or choose a password.
link-about = This link signs { $name } in, once.
link-use = Sign in as { $name }
link-over = This link has been used or is too old. Ask whoever runs the machine for a new one.

# Invitations
invite-welcome = Welcome to the newsroom
invite-about = { $agency } invites you. Your role:
invite-over = This invitation has been used, was taken back or is older than a day. Ask for a new one.
your-name = Your name
your-name-hint = As colleagues will see it. Readers see bylines, not this name.
name-wanted = Write a name of 1 to 80 characters.
sign-in-name-wanted = A sign-in name has 2 to 60 characters: letters, digits, dots, hyphens. Choose another.
sign-in-name-taken = Somebody has this sign-in name already. Choose another.
interface-language = Language of the desk
language-wanted = Choose a language from the list.
way-question = How will you sign in?
way-about = A passkey stays on your device and cannot be guessed or typed into a false page. Where that is not possible, take a password with a code generator.
way-passkey = With a passkey
way-password = With password and code
way-password-instead = Choose password and code instead
way-passkey-instead = Choose a passkey instead
passkey-make = Make a passkey
passkey-about = Your browser will ask for a finger, a face, a code or a security key. Nothing of that leaves your device.
passkey-first-name = First passkey
new-password = New password
new-password-hint = At least 12 characters. Four words that have nothing to do with each other are good.
password-short = The password is too short: at least 12 characters.
password-long = The password is too long: at most 256 characters.
password-common = This password is among the first that are guessed. Choose another.
password-derived = This password is made from your name or the agency's. Choose another.
generator = Code generator
generator-about = Photograph this picture with an authenticator app, or type the letters beneath it into the app. Then write the code that it shows.
generator-picture = Picture with the secret for your authenticator app
generator-code-hint = Six digits, to see that it works.
code-wrong = This code is not right. Check that the telephone's clock is right, and write the code that is shown now.
set-up-finish = Finish
go-back = Back

# Recovery codes
recovery-codes = Recovery codes
recovery-codes-about = Ten codes for the day on which passkey and telephone are lost. Each signs you in once. New codes void the old ones.
recovery-codes-left = { $left ->
    [0] You have no codes now.
    [one] You have one unused code.
   *[other] You have { $left } unused codes.
}
recovery-codes-make = Show ten new codes
recovery-codes-shown = These codes are shown only now.
recovery-codes-keep = Write them on paper or print this page, and keep them away from the telephone. Whoever has one can sign in as you.
recovery-codes-kept = I have kept them
later = Later

# Own page
me = Own page
role = Role
name-and-language = Name and language
ways-in = Ways to sign in
passkeys = Passkeys
passkeys-none = You have no passkey yet.
passkey-name = Name of the passkey
passkey-next-name = Passkey { $number }
passkey-add = Add a passkey
rename = Rename
remove = Remove
since = since { $at }
used-last = last used { $at }
password-there = You can sign in with a password and a code.
password-not-there = You have no password.
password-set = Set a password
password-change = New password and code generator
password-change-about = The new password and the new code generator replace the old ones. You are signed out everywhere but here.
password-remove = Remove the password
last-way-in = This is your only way to sign in. Add another one first.
recovery-codes-new = Make new codes
sessions = Sessions
sessions-about = Where you are signed in. What you do not know, end. No address and no browser is kept of them.
session-here = this one
session-end = End
sessions-end-others = End all others
sessions-end-all = Sign out everywhere
session-way-passkey = by passkey
session-way-password = by password and code
session-way-recovery = by recovery code
session-way-invite = by invitation
session-way-link = by a link from the machine
told-recovered = You are signed in by a recovery code, which is used up. Add a passkey or set a new password now; this page lets you for ten minutes.
told-changed = Name and language are saved.
told-passkey-added = The passkey is added.
told-passkey-renamed = The passkey is renamed.
told-passkey-removed = The passkey is removed.
told-password-changed = The password is changed. All other sessions have ended.
told-password-removed = The password is removed.
told-session-ended = The session has ended.
told-sessions-ended = All other sessions have ended.

# Once more who one is
confirm = Show who you are
confirm-first = To change this, show once more who you are.
confirm-about = What you are about to do is dangerous in wrong hands. Show once more who you are; it counts for ten minutes.
confirm-passkey = Confirm with a passkey
confirm-wrong = Password or code is not right, or the code was used already. Type both again, with a new code.
confirm-otherwise = None of your ways at hand? Sign out, and sign in by a recovery code: that counts for ten minutes too.

# Staff
member-name = Name
here-since = Here since
left = Left
left-at = left { $at }
that-is-you = that is you
invites-open = Open invitations
invite-somebody = Invite somebody
invite-make = Make an invitation
invite-made = The invitation for { $name } is made. Its link is shown only now, is good once, for a day. Send it where only they read.
invite-link = Link of the invitation
invite-withdraw = Withdraw
first-administrator = The first administrator
good-until = good until { $at }
role-wanted = Choose a role from the list.
role-change = Change the role
role-change-about = They are signed out everywhere and sign in again with the new role.
role-and-leaving = Role and leaving
let-go = Leaving
let-go-about = They are signed out at once and can sign in no more. Their stories and their lines in the record stay.
let-go-do = Part with { $name }
last-administrator = This is the last administrator. Make somebody else an administrator first.
byline-of = How their stories are signed
byline-about = The person under whose name their stories are published. Readers see that name only.
byline = Person
byline-none = Nobody
byline-wanted = There is no such person. Choose one from the list.
signs = The person signs
signs-as-before = as before
sessions-count = { $count ->
    [0] Nowhere signed in.
    [one] Signed in at one place.
   *[other] Signed in at { $count } places.
}
sessions-end-theirs = End all their sessions
their-record = What they did
told-invite-withdrawn = The invitation is withdrawn.
told-role-changed = The role is changed.
told-byline-set = The byline is saved.
told-member-sessions-ended = All their sessions have ended.
told-left = They have left. Their sessions have ended.

# The record
audit-about = What staff did. Readers are in no line of it.
audit-empty = Nothing yet.
whose-record = Whose
show = Show
when = When
who = Who
what = What
newest = Newest
the-machine = whoever runs the machine
nobody-known = nobody known
deed-signed-in = signed in
deed-signed-out = signed out
deed-confirmed = showed once more who they are
deed-joined = joined the newsroom
deed-invited = invited somebody
deed-invite-withdrawn = withdrew an invitation
deed-link-made = made a link to sign in for
deed-name-and-language = changed their name or language
deed-passkey-added = added a passkey
deed-passkey-removed = removed a passkey
deed-password-changed = set a new password
deed-password-removed = removed their password
deed-recovery-codes-renewed = made new recovery codes
deed-program-key-ended = ended the key of a program
deed-program-key-made = made a key for a program
deed-session-ended = ended a session
deed-sessions-ended = ended all sessions
deed-role-changed = changed the role of
deed-byline-set = set the byline of
deed-let-go = parted with

programs = Programs
programs-about = With a key, your own programs write, publish and upload pictures for you. Whatever they do is on record under your name.
program-keys = Keys for programs
program-keys-none = No program has a key.
program-key-new = A new key
program-name = Which program
program-days = Days until it ends
program-may = It may
program-key-make = Make a key
program-key-shown = This key is shown only now.
program-key-keep = Put it where the program finds it and nobody else does. Whoever has it can do the same under your name.
program-key-until = until { $at }
program-key-over = Has ended
program-key-end = End this key
program-name-wanted = Write which program is to have the key, so that you know later which one to end.
program-days-wrong = Write a whole number of days, { $most } at most.
program-rights-wanted = Choose what the program may do.
program-key-unknown = This key is unknown or has ended. Make a new one at the desk, under your own name.
program-key-wanted = Send a key along: Authorization: Bearer vestka_desk_… It is made at the desk, under your own name.
programs-document = What programs may ask (OpenAPI)
told-program-key-ended = The key has ended. Whatever uses it is refused from now on.
