# How often pages were read
statistics = Statistics
statistics-about = How often pages were given out, to people and to programs. Nothing about a reader is looked at. A number appears once a page was read { $count } times in a day, and grows by at least as many at a time.
statistics-off = Readings are not counted: the settings say so.
statistics-days = Period
statistics-last-days = { $count ->
    [one] Today
   *[other] The last { $count } days
}
statistics-language = Language
statistics-all-languages = All languages
statistics-stories = Stories
statistics-story = Story
statistics-none = No page was read { $count } times in a day yet.
statistics-sections = Sections
statistics-sections-about = A section's list and its stories together. A story in two sections counts for both.
statistics-section = Section
statistics-languages = Languages
statistics-hours = Hours
statistics-hours-about = All days of this month together, without today. Hours of a single day are not kept.
statistics-hour = From
statistics-ways = What went out
statistics-ways-about = Deliveries of the last week, by where they go.
reads = Read
reads-beside = Beside the most read
