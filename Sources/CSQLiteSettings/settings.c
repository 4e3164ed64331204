#include "CSQLiteSettings.h"

#include <sqlite3.h>

// Swift cannot call it: its arguments vary.
void quorum_sqlite_count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
