# The editor.
