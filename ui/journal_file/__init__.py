"""The journal file and its keys: backups, copies, passphrase, settings."""
