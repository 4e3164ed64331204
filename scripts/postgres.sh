# A PostgreSQL cluster that lives as long as the script that sources this; sets QUORUM_TEST_POSTGRES to its URL.

# PostgreSQL refuses to run as root, so root runs it as the user of Debian's package.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && exec setpriv --reuid postgres --regid postgres --init-groups env HOME=/ "$@")
    else
        "$@"
    fi
}

start_postgres() {
    local programs
    programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -z "$programs" ]; then
        echo "error: PostgreSQL is not installed; run scripts/setup.sh" >&2
        exit 1
    fi
    postgres_programs=$programs
    postgres_folder=$(mktemp -d /tmp/quorum-postgres.XXXXXX)
    [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
    if ! as_postgres "$programs/initdb" -D "$postgres_folder/data" -A trust -U quorum -E UTF8 --locale C -N \
        >"$postgres_folder.log" 2>&1 || ! run_postgres; then
        cat "$postgres_folder.log" "$postgres_folder/server.log" >&2
        echo "error: PostgreSQL does not start" >&2
        stop_postgres
        exit 1
    fi
    export QUORUM_TEST_POSTGRES="postgresql:///postgres?host=$postgres_folder&user=quorum"
}

# Runs the cluster that is there.
run_postgres() {
    # A socket in the folder and no TCP port: nothing to collide with. Durability is not under test.
    as_postgres "$postgres_programs/pg_ctl" -D "$postgres_folder/data" -w -s -l "$postgres_folder/server.log" \
        -o "-c listen_addresses='' -c unix_socket_directories='$postgres_folder' -c fsync=off -c max_connections=500" \
        start >>"$postgres_folder.log" 2>&1
}

# Ends it as a crash does; what it holds stays.
halt_postgres() {
    as_postgres "$postgres_programs/pg_ctl" -D "$postgres_folder/data" -m immediate -s stop >/dev/null 2>&1
}

stop_postgres() {
    halt_postgres
    rm -rf "$postgres_folder" "$postgres_folder.log"
}
