#ifndef QUORUM_CSQLITESETTINGS_H
#define QUORUM_CSQLITESETTINGS_H

/// Has SQLite keep no count of the memory it takes. Does nothing once a database was opened.
void quorum_sqlite_count_no_memory(void);

#endif
