# Signing in, colleagues, the record.

# Roles and rights
rights = Who may do what
rights-about = This table is made from the code that asks it. Nobody has a right that is not in it.
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
right-staff = Invite and change colleagues
right-audit = Read the record
