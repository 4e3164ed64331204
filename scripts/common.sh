# What the scripts here share; sourced, not run.

say() { echo "setup: $*" >&2; }

fail() {
    echo "error: $*" >&2
    exit 1
}

# is_at_least MINIMUM VERSION
is_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# Runs a command as root: as it is, or through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "root is needed and there is no sudo; as root, run scripts/setup.sh, or this: $*"
    fi
}
