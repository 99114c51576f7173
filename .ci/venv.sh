#!/bin/sh
# Makes a virtual environment: `venv.sh FOLDER`, with the first Python of 3.11 or newer that can.
set -eu

find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    sh "$(dirname "$0")/debian.sh" no-such-python:python3 no-such-venv:python3-venv
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "no Python 3.11 or newer with venv found; on Debian 12: apt-get install python3-venv" >&2
    exit 1
fi
"$python" -m venv "$1" || {
    rm -rf "$1"
    exit 1
}
