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
