# The clients' portal.

portal = Wire
portal-came-in = What came in
portal-topics = Saved topics
portal-notices = Notices
portal-notices-waiting = to be confirmed
portal-tokens = Tokens
portal-destinations = Destinations
portal-name = Name
portal-remove = Remove
portal-missing = There is nothing here that your contract covers.
portal-foreign = This form was sent from another site. Open the page here and send it again.
portal-notices-only = Only notices of corrections and withdrawals are shown.
portal-standing-ahead = Your contract has not begun.
portal-standing-paused = Your contract is paused.
portal-standing-ended = Your contract has ended.

# Signing in
portal-sign-in = Sign in to the wire
portal-about = For media that take the wire of { $agency } by contract.
portal-email = E-mail address
portal-sign-in-wrong = Address and password do not fit. If you have forgotten the password, the newsroom can invite you anew.
portal-lost-password = The newsroom of { $agency } gives and renews access.
portal-invite = Choose a password
portal-invite-about = { $name }, this is the way in to your seat. The link is good once.
portal-invite-over = This link has been used or is too old. Ask the newsroom for a new one.

# Stories
portal-words = Words
portal-section = Section
portal-any-section = All sections
portal-language = Language
portal-any-language = All languages
portal-search = Search
portal-nothing = Nothing fits. Words are looked for in headlines and texts.
portal-newest = Newest
portal-older = Older
portal-new = New:
portal-held-until = Embargo until
portal-held-about = Nobody publishes this story before { $at }.
portal-for-clients = For clients only
portal-for-clients-about = The public does not see this story; publish it in your own medium.
portal-headline-only = Headline and open part
portal-download = Save as a file
portal-format = Format
portal-format-ninjs-3-1 = ninjs 3.1
portal-format-ninjs-2-2 = ninjs 2.2
portal-format-newsml-g2 = NewsML-G2
portal-format-nitf = NITF
portal-format-text = Plain text
portal-format-html = HTML
portal-format-rss = RSS
portal-gone = Withdrawn story
portal-gone-about = The agency has withdrawn this story. Take away every copy of it and confirm the notice.

# Saved topics
portal-topics-about = What you look for again and again. You can be told of new stories by mail or by a call to a machine of yours.
portal-topics-none = You have saved no topic yet.
portal-topic-new = A new topic
portal-topic-name-wanted = Give the topic a name.
portal-alert = Tell me of new stories
portal-way-none = not at all
portal-way-mail = by mail
portal-way-webhook = by a webhook
portal-alert-address = Where to
portal-alert-address-hint = An e-mail address, or https://… for a webhook
portal-mail-wanted = Write an e-mail address, such as desk@example.org.
portal-web-wanted = Write a web address that begins with https://.
portal-webhook-key = The webhook’s key
portal-webhook-key-about = Calls are signed with it (HMAC-SHA-256). It is shown now and never again.

# Notices
portal-notices-about = Corrections and withdrawals of stories that came to you by any way. Confirm each when it is done; the newsroom sees it.
portal-notices-none = There is no notice.
portal-notice-correction = Correction
portal-notice-kill = Withdrawal
portal-confirm-correction = The correction is made
portal-confirm-kill = Every copy is taken away
portal-confirmed = Confirmed { $at }

# Tokens
portal-tokens-about = Your programs ask with a token, sent as “Authorization: Bearer …”. Lists are at this address:
portal-tokens-none = There is no token yet.
portal-token-new = A new token
portal-token-make = Make the token
portal-token-shown = The new token
portal-token-revoke = Revoke
portal-scope-pull = ask for lists
portal-scope-download = ask for single stories
portal-scope-wanted = Choose at least one thing that the token may do.

# Destinations
portal-destinations-about = Machines of yours to which stories of your contract are pushed as they come out. Secrets are kept sealed and shown to nobody.
portal-destinations-none = Nothing is pushed yet.
portal-destination-new = A new destination
portal-destination-add = Add the destination
portal-destination-paused = paused
portal-destination-pause = Pause
portal-destination-go-on = Go on
portal-kind = By
portal-kind-http = HTTP
portal-kind-sftp = SFTP
portal-kind-s3 = S3
portal-destination-address = Address
portal-destination-address-hint = https://cms.example.org/in, sftp://files.example.org/in or https://s3.example.org/bucket/folder
portal-destination-account = User
portal-destination-account-hint = SFTP: user name. S3: access key id
portal-destination-mark = Server’s key or region
portal-destination-mark-hint = SFTP: SHA256:… S3: region
portal-destination-secret = Secret
portal-destination-secret-hint = HTTP: the key that calls are signed with (HMAC-SHA-256). SFTP: password or private key. S3: secret access key
portal-destination-name-wanted = Give the destination a name.
portal-destination-address-wanted = Write the address as https://…, or for SFTP as sftp://…, without a user or password in it.
portal-destination-account-wanted = SFTP needs a user name, S3 an access key id.
portal-destination-mark-wanted = SFTP needs the server’s key as SHA256:…, S3 its region.
portal-destination-secret-wanted = Without a secret nothing is pushed: write the key or password.
