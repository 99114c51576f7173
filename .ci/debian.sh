#!/bin/sh
# Makes sure that programs are there: `debian.sh COMMAND:PACKAGE...`; in the place of a command, /FILE
# of a package that has none. Missing ones are installed by apt-get for root, and named for anybody
# else (exit 0: who needs one says so itself).
set -eu

there() {
    case $1 in
        /*) [ -e "$1" ] ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

missing=
for pair in "$@"; do
    there "${pair%%:*}" || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "missing:$missing (on Debian: sudo apt-get install$missing)" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of packages
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } \
    >/dev/null; then
    echo "could not install:$missing" >&2
fi
