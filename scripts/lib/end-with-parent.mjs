/** Loaded before a server that a command starts: when the command is killed, the server must not keep its port. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

// What it writes is for its owner alone, the files that SQLite puts beside its database included.
process.umask(0o077)
