"""Content as data: icons, themes, lists, templates, translations."""
