#include "CPostgres.h"

#include "DynamicLoad.h"

static quorum_library libpq = {"libpq.so.5"};

const char *quorum_libpq_load(void) { return quorum_library_load(&libpq); }

#define FORWARD(result, name, parameters, arguments) QUORUM_FORWARD(&libpq, result, name, parameters, arguments)

FORWARD(void, PQfinish, (PGconn *connection), (connection))
FORWARD(ConnStatusType, PQstatus, (const PGconn *connection), (connection))
FORWARD(PQconninfoOption *, PQconninfoParse, (const char *address, char **message), (address, message))
FORWARD(void, PQconninfoFree, (PQconninfoOption *options), (options))
FORWARD(PGconn *, PQconnectdbParams,
    (const char *const *keywords, const char *const *values, int expand),
    (keywords, values, expand))
FORWARD(PQnoticeProcessor, PQsetNoticeProcessor,
    (PGconn *connection, PQnoticeProcessor processor, void *context),
    (connection, processor, context))
FORWARD(char *, PQerrorMessage, (const PGconn *connection), (connection))
FORWARD(PGTransactionStatusType, PQtransactionStatus, (const PGconn *connection), (connection))

FORWARD(PGresult *, PQexec, (PGconn *connection, const char *sql), (connection, sql))
FORWARD(PGresult *, PQprepare,
    (PGconn *connection, const char *statement, const char *sql, int count, const Oid *types),
    (connection, statement, sql, count, types))
FORWARD(PGresult *, PQexecPrepared,
    (PGconn *connection, const char *statement, int count, const char *const *values, const int *lengths,
     const int *formats, int result_format),
    (connection, statement, count, values, lengths, formats, result_format))
FORWARD(PGresult *, PQgetResult, (PGconn *connection), (connection))
FORWARD(int, PQputCopyData, (PGconn *connection, const char *bytes, int count), (connection, bytes, count))
FORWARD(int, PQputCopyEnd, (PGconn *connection, const char *message), (connection, message))

FORWARD(void, PQclear, (PGresult *result), (result))
FORWARD(ExecStatusType, PQresultStatus, (const PGresult *result), (result))
FORWARD(char *, PQresultErrorField, (const PGresult *result, int field), (result, field))
FORWARD(char *, PQcmdStatus, (PGresult *result), (result))
FORWARD(char *, PQcmdTuples, (PGresult *result), (result))
FORWARD(int, PQntuples, (const PGresult *result), (result))
FORWARD(int, PQnfields, (const PGresult *result), (result))
FORWARD(Oid, PQftype, (const PGresult *result, int column), (result, column))
FORWARD(int, PQgetisnull, (const PGresult *result, int row, int column), (result, row, column))
FORWARD(char *, PQgetvalue, (const PGresult *result, int row, int column), (result, row, column))
