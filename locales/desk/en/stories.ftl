# Stories: the list, the page of one, publishing, revisions, translations.
