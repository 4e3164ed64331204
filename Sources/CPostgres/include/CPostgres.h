// libpq, loaded when a PostgreSQL is first connected to and not when the program starts: with it come the libraries of TLS,
// Kerberos and LDAP, which a server on SQLite and every other command do without.
//
// Its functions that Quorum calls are defined here and forward to the library. `quorum_libpq_load` has to have succeeded
// before any of them is called.
#pragma once

#include <postgresql/libpq-fe.h>

/// Loads the library; does nothing when it is loaded.
///
/// Returns NULL, or what the loader says is wrong. Any thread may call it.
const char *quorum_libpq_load(void);
