"""One journal file on the disk: saving, backups, lock, restore."""
